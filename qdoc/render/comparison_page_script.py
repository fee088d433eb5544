"""Owns the script of 对照.html; it stands in the page as it is, and the page's policy names its hash."""

SCRIPT = """
(function(){
"use strict";
var rows=Array.prototype.slice.call(document.querySelectorAll(".row")),kinds=new Set();
var buttons=Array.prototype.slice.call(document.querySelectorAll("nav button"));
var unit=document.getElementById("unit"),box=document.getElementById("find");
function fold(text){return text.normalize("NFKC").replace(/\\s+/g,"").toLowerCase();}
var texts=rows.map(function(row){return fold(row.textContent);});
function filter(){
  var wanted=fold(box.value),shown=0;
  rows.forEach(function(row,at){
    var own=row.dataset.k.split(" "),kind=!kinds.size||own.some(function(one){return kinds.has(one);});
    var named=!unit.value||row.dataset.u.split("|").indexOf(unit.value)>=0;
    row.hidden=!(kind&&named&&texts[at].indexOf(wanted)>=0);
    if(!row.hidden)shown+=1;
  });
  buttons.forEach(function(button){
    var on=button.dataset.k===""?!kinds.size:kinds.has(button.dataset.k);
    button.setAttribute("aria-pressed",String(on));
  });
  document.getElementById("shown").textContent="显示 "+shown+" / "+rows.length+" 组";
}
buttons.forEach(function(button){
  button.addEventListener("click",function(){
    if(button.dataset.k==="")kinds.clear();
    else if(!kinds.delete(button.dataset.k))kinds.add(button.dataset.k);
    filter();
  });
});
unit.addEventListener("change",filter);
box.addEventListener("input",filter);
document.addEventListener("keydown",function(event){
  if(event.key==="Escape"){kinds.clear();unit.value="";box.value="";filter();}
  else if(event.key==="/"&&event.target!==box&&!event.ctrlKey&&!event.metaKey){box.focus();event.preventDefault();}
});
function fromAddress(){
  var aim=location.hash.length>1&&document.getElementById(decodeURIComponent(location.hash.slice(1)));
  var row=aim&&aim.closest(".row");
  if(row&&row.hidden){kinds.clear();unit.value="";box.value="";filter();aim.scrollIntoView({block:"center"});}
}
addEventListener("hashchange",fromAddress);
filter();
fromAddress();
})();
"""
