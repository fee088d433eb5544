"""Owns the style sheet of 审阅.html; it stands in the page as it is, and the page's policy names its hash."""

STYLE = """
:root{--ink:#24292e;--soft:#667079;--line:#e3e1da;--paper:#fffefb;--ground:#f3f1ec;--pick:#ffe9a8;
--hover:#fff4d2;
--stated:#2f6b3f;--stated-bg:#e4f0e4;--inherited:#285f94;--inherited-bg:#e2edf7;--suggested:#94590a;
--suggested-bg:#fbebd2;
--confirmed:#6a3d8f;--confirmed-bg:#efe5f6;--review:#a8322a;--review-bg:#fbe7e4;
--serif:FangSong,STFangsong,"仿宋","仿宋_GB2312","Noto Serif CJK SC","Songti SC",SimSun,serif;
--sans:"Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{display:flex;flex-direction:column;background:var(--ground);color:var(--ink);font:14px/1.6 var(--sans)}
header{flex:none;padding:14px 24px 12px;background:var(--paper);border-bottom:1px solid var(--line)}
h1{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden;
margin:0;font:600 20px/1.4 var(--sans)}
.about{margin:2px 0 10px;color:var(--soft);font-size:13px}
nav{display:flex;flex-wrap:wrap;align-items:center;gap:6px 4px;color:var(--soft);font-size:12px}
.set{display:inline-flex;flex-wrap:wrap;gap:6px;margin-right:18px}
button{font:13px/1 var(--sans);padding:6px 11px;border:1px solid var(--line);border-radius:15px;
background:#fff;color:var(--ink);cursor:pointer}
button b{margin-left:6px;font-weight:600;color:var(--soft)}
button:hover{border-color:#b9b5a9}
button[aria-pressed=true]{background:#37424d;border-color:#37424d;color:#fff}
button[aria-pressed=true] b{color:#cfd6dc}
button[data-b]::before{content:"";display:inline-block;width:9px;height:9px;margin-right:6px;
border-radius:50%;background:currentColor}
button.stated{color:var(--stated)}button.inherited{color:var(--inherited)}
button.suggested{color:var(--suggested)}button.confirmed{color:var(--confirmed)}
button[data-k=review] b{color:var(--review)}
kbd{margin-left:12px;padding:1px 5px;border:1px solid var(--line);border-radius:4px;background:#fff;
font:11px/1.4 var(--sans)}
main{flex:1;min-height:0;display:grid;grid-template-columns:minmax(0,1.15fr) minmax(380px,1fr)}
main>section{overflow-y:auto;scroll-padding:35vh 0;outline-offset:-3px}
#source{background:var(--paper);border-right:1px solid var(--line)}
#tags{padding:0 20px 40vh}
h2{margin:0;padding:10px 0 4px;font:600 12px/1.6 var(--sans);letter-spacing:.15em;color:var(--soft)}
#source h2{padding-left:40px}
.text{max-width:44em;padding:0 40px 40vh;font:17px/1.95 var(--serif);white-space:pre-wrap;
overflow-wrap:anywhere;tab-size:4}
.text div{content-visibility:auto;contain-intrinsic-size:auto 33px}
.bp{color:#a3a39c;font-size:14px}
.ti{font-weight:700}.hd,.th{font-weight:700}
.no{color:var(--review)}
.ctl{padding:0 3px;border:1px solid var(--line);border-radius:3px;background:var(--ground);color:var(--soft);
font:11px/1.2 var(--sans)}
span[data-g]{cursor:pointer;border-radius:2px}
.ob{text-decoration:underline dotted #b9b5a9 1px;text-underline-offset:5px}
.mk{background:var(--stated-bg);box-shadow:0 0 0 1px var(--stated-bg)}
.mk.c{background:none;box-shadow:none;color:#41566b}
.rv{text-decoration:underline wavy var(--review) 1px;text-underline-offset:5px}
span.near{background:var(--hover)}
span.on{background:var(--pick);box-shadow:0 0 0 2px var(--pick)}
h3{margin:22px 0 8px;padding-bottom:5px;border-bottom:2px solid #37424d;font:600 15px/1.5 var(--sans)}
h3+h3{margin-top:4px;font-size:14px;border-bottom-width:1px}
h3 a,h4 a{color:inherit;text-decoration:none;border-radius:3px}
article{margin:10px 0;padding:8px 6px 8px;background:#fff;border:1px solid var(--line);border-radius:8px;
content-visibility:auto;contain-intrinsic-size:auto 260px}
h4{margin:0 8px 6px;font:600 14px/1.6 var(--sans)}
.nr{margin-right:.6em;color:var(--soft)}
.tag{display:grid;grid-template-columns:4.2em minmax(0,1fr);padding:3px 8px;border-radius:5px;color:inherit;
text-decoration:none}
.lb{color:var(--soft);font-size:13px}
.vl{overflow-wrap:anywhere}
.obligation{margin-top:3px}
.obligation small{display:inline;margin-left:.8em}
.obligation .vl{font:15px/1.7 var(--serif)}
small{display:block;color:var(--soft);font:12px/1.5 var(--sans)}
.pill{display:inline-block;margin-right:7px;padding:0 6px;border-radius:4px;font-size:12px;line-height:1.55}
.pill.stated{color:var(--stated);background:var(--stated-bg)}
.pill.inherited{color:var(--inherited);background:var(--inherited-bg)}
.pill.suggested{color:var(--suggested);background:var(--suggested-bg);outline:1px dashed #d9a75a;
outline-offset:-1px}
.pill.confirmed{color:var(--confirmed);background:var(--confirmed-bg)}
.review .lb,.review .vl{color:var(--review)}
a.tag:hover,h3 a:hover,h4 a:hover,a.near{background:var(--hover)}
a.on{background:var(--pick)}
a:focus-visible,button:focus-visible,section:focus-visible{outline:2px solid #4c7fb5;outline-offset:1px}
#deciding{display:flex;flex-wrap:wrap;align-items:center;gap:6px 14px;margin-top:10px;padding-top:9px;
border-top:1px solid var(--line);font-size:13px}
#deciding label{color:var(--soft)}
input{font:13px/1.4 var(--sans);padding:3px 7px;border:1px solid #c9c6bc;border-radius:5px;background:#fff;
color:var(--ink)}
#save:not(:disabled){background:var(--confirmed);border-color:var(--confirmed);color:#fff}
button:disabled{opacity:.45;cursor:default}
#saved{color:var(--confirmed)}
#deciding .keys{color:var(--soft);font-size:12px}
.decide .pill{margin-right:7px}
.decide{scroll-margin:80px;display:grid;grid-template-columns:4.2em minmax(0,1fr);margin:3px 0;padding:5px 8px;
border-radius:5px;background:#fdf6e9;border-left:3px solid var(--suggested);cursor:pointer}
.decide small{display:inline;margin-left:.6em}
.offer{font-weight:600}
.acts{display:inline-flex;flex-wrap:wrap;gap:5px;margin-left:10px}
.acts button,.box button{padding:4px 9px;font-size:12px}
.acts button[data-d=yes],.acts button[data-d=task]{border-color:var(--confirmed);color:var(--confirmed)}
.acts button[data-d=one]{border-style:dashed}
.box{display:inline-flex;gap:5px;margin-left:8px}.box input{width:16em}
.state{margin-left:10px;color:var(--confirmed);font-weight:600}
.decide.settled{background:var(--confirmed-bg);border-left-color:var(--confirmed)}
.decide.later{background:#f1f0ec;border-left-color:var(--soft)}.decide.later .state{color:var(--soft)}
.decide.now{box-shadow:0 0 0 2px #4c7fb5}
#none{color:var(--soft)}
[hidden]{display:none!important}
@media (max-width:860px){body{height:auto}main{display:block}main>section{overflow:visible}
#source{border-right:0}.text{padding:0 20px 30px}#source h2{padding-left:20px}.keys{display:none}}
@media print{html,body{height:auto;background:#fff}body,main{display:block}main>section{overflow:visible}
nav,#deciding,.acts,.box{display:none!important}header{padding:0 0 8px}
.text,#tags{padding:0;max-width:none}#source{border:0}#source h2,h2{padding:6px 0}
.text{font-size:12pt;line-height:1.7}#tags{break-before:page}
.text div,article{content-visibility:visible}article{break-inside:avoid}h3,h4{break-after:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
