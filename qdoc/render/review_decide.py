"""Owns the script of the decisions in 审阅.html: buttons, keys, the counter, and 确认.json saved by download.

It stands in the page behind ``review_script.SCRIPT``; it sends nothing and reads nothing but the page itself.
"""

DECIDE_SCRIPT = """
(function(){
"use strict";
var bar=document.getElementById("deciding");
if(!bar)return;
var items=Array.prototype.slice.call(document.querySelectorAll(".decide")),settled=new Map(),unsaved=false,now=null;
var save=document.getElementById("save"),who=document.getElementById("who"),when=document.getElementById("when");
var known=[];
try{known=JSON.parse(bar.dataset.known||"{}").confirmations||[];}catch(error){known=[];}
function names(value){
  var seen=[];
  value.split(/[、，,；;\\s]+/).forEach(function(name){if(name&&seen.indexOf(name)<0)seen.push(name);});
  return seen;
}
function offered(item){return JSON.parse(item.dataset.units).map(function(pair){return pair[0];});}
function keyOf(item,name){
  var found=JSON.parse(item.dataset.keys).filter(function(pair){return pair[0]===name;});
  return found.length?found[0][1]:name;
}
function draw(item){
  var chosen=settled.get(item),state=item.querySelector(".state");
  item.classList.toggle("settled",Boolean(chosen));
  item.classList.toggle("later",Boolean(chosen&&!chosen.units));
  state.textContent=!chosen?"":chosen.units?"已定："+chosen.units.join("、"):"待定";
  document.getElementById("done").textContent=String(settled.size);
  save.disabled=!Array.from(settled.values()).some(function(one){return one.units;});
}
function settle(item,units){
  closeBox(item);
  settled.set(item,{units:units});
  unsaved=true;
  document.getElementById("saved").textContent="";
  draw(item);
  next();
}
function undo(item){
  settled.delete(item);
  draw(item);
}
function go(item){
  if(now)now.classList.remove("now");
  now=item;
  item.classList.add("now");
  if(location.hash!=="#g"+item.dataset.show)location.hash="#g"+item.dataset.show;
  item.focus({preventScroll:true});
  item.scrollIntoView({block:"center",inline:"nearest"});
}
function next(){
  var at=now?items.indexOf(now):-1,order=items.slice(at+1).concat(items.slice(0,at+1));
  var open=order.filter(function(item){return !settled.has(item);});
  if(open.length)go(open[0]);
  else if(now){now.classList.remove("now");now=null;save.focus();}
}
function closeBox(item){
  var box=item.querySelector(".box");
  if(box)box.remove();
}
function openBox(item){
  closeBox(item);
  var box=document.createElement("span"),field=document.createElement("input"),button=document.createElement("button");
  box.className="box";
  field.setAttribute("list","units");
  field.setAttribute("aria-label","改为哪个单位");
  field.placeholder="单位名称，几个用、隔开";
  field.value=offered(item).join("、");
  button.textContent="确定";
  function done(){
    var given=names(field.value);
    if(given.length)settle(item,given);
    else field.focus();
  }
  button.addEventListener("click",function(event){event.stopPropagation();done();});
  field.addEventListener("keydown",function(event){
    event.stopPropagation();
    if(event.isComposing)return;
    if(event.key==="Enter")done();
    else if(event.key==="Escape"){closeBox(item);item.focus();}
  });
  box.append(field,button);
  item.querySelector(".acts").after(box);
  field.focus();
  field.select();
}
function settleTask(item){
  items.forEach(function(one){
    if(one.closest("article")!==item.closest("article")||settled.has(one)||!offered(one).length)return;
    settled.set(one,{units:offered(one)});
    draw(one);
  });
  unsaved=true;
  document.getElementById("saved").textContent="";
  next();
}
function act(item,what,value){
  if(what==="yes"&&offered(item).length)settle(item,offered(item));
  else if(what==="task")settleTask(item);
  else if(what==="one")settle(item,[value]);
  else if(what==="other")openBox(item);
  else if(what==="later")settle(item,null);
  else if(what==="undo")undo(item);
}
items.forEach(function(item){
  item.addEventListener("click",function(event){
    var button=event.target.closest("button[data-d]");
    if(!button){
      if(!event.target.closest("input,.box"))go(item);
      return;
    }
    if(now!==item){
      if(now)now.classList.remove("now");
      now=item;
      item.classList.add("now");
    }
    act(item,button.dataset.d,button.dataset.v);
  });
});
document.addEventListener("keydown",function(event){
  if(event.ctrlKey||event.altKey||event.metaKey||event.isComposing)return;
  if(event.target.closest&&event.target.closest("input"))return;
  var key=event.key.toLowerCase(),what={a:"yes",e:"other",d:"later",u:"undo",t:"task"}[key];
  if(key==="s")next();
  else if(what&&now)act(now,what);
  else return;
  event.preventDefault();
});
function collect(){
  var kept=new Map();
  function put(one){kept.set([one.text,one.field,one.unit].join("|"),one);}
  known.forEach(put);
  settled.forEach(function(chosen,item){
    if(!chosen.units)return;
    var field=item.dataset.field;
    item.dataset.texts.split(" ").forEach(function(text){
      kept.forEach(function(one,key){if(one.text===text&&one.field===field)kept.delete(key);});
      chosen.units.forEach(function(name){
        put({text:text,unit:keyOf(item,name),field:field,value:name,who:who.value.trim(),when:when.value});
      });
    });
  });
  return {schema:"qdoc.confirmations/1",confirmations:Array.from(kept.values())};
}
save.addEventListener("click",function(){
  var data=new Blob([JSON.stringify(collect(),null,2)+"\\n"],{type:"application/json"});
  var link=document.createElement("a");
  link.href=URL.createObjectURL(data);
  link.download="确认.json";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(function(){URL.revokeObjectURL(link.href);},60000);
  unsaved=false;
  document.getElementById("saved").textContent="已交浏览器保存。请放进本页所在的文件夹（替换原有的），"+
    "再运行一次 qdoc run。";
});
addEventListener("hashchange",function(){
  if(now&&location.hash==="#g"+now.dataset.show)now.scrollIntoView({block:"center",inline:"nearest"});
});
addEventListener("beforeunload",function(event){if(unsaved)event.preventDefault();});
})();
"""
