"""Owns the script of 审阅.html; it stands in the page as it is, and the page's policy names its hash.

Tag n of the page is the element ``gn``; the pieces of the source that it points at carry n in ``data-g``.
"""

SCRIPT = """
(function(){
"use strict";
var source=document.getElementById("source"),tags=document.getElementById("tags"),pieces=new Map(),picked=[],near=[];
source.querySelectorAll("span[data-g]").forEach(function(piece){
  piece.dataset.g.split(" ").forEach(function(number){
    if(!pieces.has(number))pieces.set(number,[]);
    pieces.get(number).push(piece);
  });
});
function both(number){
  var found=(pieces.get(number)||[]).slice(),tag=document.getElementById("g"+number);
  if(tag)found.push(tag);
  return found;
}
function paint(list,name){list.forEach(function(one){one.classList.add(name);});}
function wipe(list,name){list.forEach(function(one){one.classList.remove(name);});}
function middle(one){if(one)one.scrollIntoView({block:"center",inline:"nearest"});}
function show(number,from){
  wipe(picked,"on");
  picked=both(number);
  paint(picked,"on");
  var tag=document.getElementById("g"+number),piece=(pieces.get(number)||[])[0];
  if(tag&&tag.hidden)clear();
  if(from!=="source")middle(piece);
  if(from!=="tags")middle(tag);
}
function hover(number){
  wipe(near,"near");
  near=number===null?[]:both(number);
  paint(near,"near");
}
function numberOf(node){
  var tag=node.closest&&node.closest("#tags a[id]");
  return tag?tag.id.slice(1):null;
}
function innermost(node){
  var piece=node.closest&&node.closest("span[data-g]"),numbers=piece?piece.dataset.g.split(" "):[];
  var seen=numbers.filter(function(number){var tag=document.getElementById("g"+number);return tag&&!tag.hidden;});
  return seen.length?seen[0]:numbers.length?numbers[0]:null;
}
tags.addEventListener("click",function(event){
  var number=numberOf(event.target);
  if(number===null)return;
  event.preventDefault();
  history.replaceState(null,"","#g"+number);
  show(number,"tags");
});
source.addEventListener("click",function(event){
  var number=innermost(event.target);
  if(number===null||String(getSelection()))return;
  history.replaceState(null,"","#g"+number);
  show(number,"source");
  var tag=document.getElementById("g"+number);
  if(tag)tag.focus({preventScroll:true});
});
tags.addEventListener("mouseover",function(event){hover(numberOf(event.target));});
source.addEventListener("mouseover",function(event){hover(innermost(event.target));});
tags.addEventListener("focusin",function(event){hover(numberOf(event.target));});
document.addEventListener("mouseleave",function(){hover(null);});

var kind="",bases=new Set(),buttons=Array.prototype.slice.call(document.querySelectorAll("nav button"));
function filter(){
  var any=false;
  tags.querySelectorAll(".tag").forEach(function(tag){
    var data=tag.dataset,based=!bases.size||(data.kind!=="obligation"&&bases.has(data.basis));
    tag.hidden=!based||Boolean(kind&&data.kind!==kind);
  });
  tags.querySelectorAll(".decide").forEach(function(item){item.hidden=Boolean(kind&&kind!=="unit"&&kind!=="review");});
  var narrowed=kind||bases.size;
  tags.querySelectorAll("article").forEach(function(card){
    card.hidden=Boolean(narrowed)&&!card.querySelector(".tag:not([hidden])");
    any=any||!card.hidden;
  });
  document.getElementById("none").hidden=any;
  buttons.forEach(function(button){
    var on="k" in button.dataset?button.dataset.k===kind:bases.has(button.dataset.b);
    button.setAttribute("aria-pressed",String(on));
  });
}
function clear(){kind="";bases.clear();filter();}
buttons.forEach(function(button){
  button.addEventListener("click",function(){
    if("k" in button.dataset)kind=button.dataset.k;
    else if(!bases.delete(button.dataset.b))bases.add(button.dataset.b);
    filter();
  });
});
function step(way,only){
  var all=Array.prototype.filter.call(tags.querySelectorAll(only||"a[id]"),function(tag){
    return !tag.closest("[hidden]");
  });
  if(!all.length)return;
  var last=picked.length?picked[picked.length-1]:null,at=last?all.indexOf(last):-1;
  if(at<0&&last&&last.id){
    at=all.filter(function(tag){return tag.compareDocumentPosition(last)&Node.DOCUMENT_POSITION_FOLLOWING;}).length-1;
    if(way<0)at+=1;
  }
  var next=all[(at+way+all.length)%all.length];
  history.replaceState(null,"","#"+next.id);
  show(next.id.slice(1),"keys");
  next.focus({preventScroll:true});
}
document.addEventListener("keydown",function(event){
  if(event.ctrlKey||event.altKey||event.metaKey||(event.target.closest&&event.target.closest("input")))return;
  if(event.key==="j"||event.key==="J")step(1);
  else if(event.key==="k"||event.key==="K")step(-1);
  else if(event.key==="n"||event.key==="N")step(1,"a.review");
  else if(event.key==="Escape"){
    wipe(picked,"on");
    picked=[];
    hover(null);
    clear();
    history.replaceState(null,"","#");
  }
  else return;
  event.preventDefault();
});
function fromAddress(){
  var found=/^#g(\\d+)$/.exec(location.hash);
  if(found)show(found[1],"address");
}
addEventListener("hashchange",fromAddress);
filter();
fromAddress();
})();
"""
