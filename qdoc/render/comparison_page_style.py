"""Owns the style sheet of 对照.html; it stands in the page as it is, and the page's policy names its hash."""

STYLE = """
:root{--ink:#24292e;--soft:#667079;--line:#e3e1da;--paper:#fffefb;--ground:#f3f1ec;--pick:#ffe9a8;
--old:#a8322a;--old-bg:#fbe7e4;--new:#2f6b3f;--new-bg:#e1efe1;--link:#8a9aa8;--review:#a8322a;
--serif:FangSong,STFangsong,"仿宋","仿宋_GB2312","Noto Serif CJK SC","Songti SC",SimSun,serif;
--sans:"Microsoft YaHei","PingFang SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.6 var(--sans)}
header{position:sticky;top:0;z-index:2;padding:12px 24px;background:var(--paper);border-bottom:1px solid var(--line)}
h1{margin:0;font:600 20px/1.4 var(--sans)}
.about{margin:2px 0 8px;color:var(--soft);font-size:13px}
nav{display:flex;flex-wrap:wrap;align-items:center;gap:6px}
button{font:13px/1 var(--sans);padding:6px 10px;border:1px solid var(--line);border-radius:15px;
background:#fff;color:var(--ink);cursor:pointer}
button b{margin-left:5px;font-weight:600;color:var(--soft)}
button:hover{border-color:#b9b5a9}
button[aria-pressed=true]{background:#37424d;border-color:#37424d;color:#fff}
button[aria-pressed=true] b{color:#cfd6dc}
button[data-k=review] b{color:var(--review)}
select,input{font:13px/1.4 var(--sans);padding:4px 8px;border:1px solid var(--line);border-radius:6px;background:#fff;
max-width:15em}
#shown{margin-left:auto;color:var(--soft);font-size:12px}
main{padding:0 24px 40px}
.heads,.row{display:grid;grid-template-columns:minmax(0,5fr) 44px minmax(0,5fr) minmax(250px,4.4fr)}
.heads{padding:12px 0 2px;color:var(--soft);font-weight:600;font-size:13px}
.heads span:nth-child(4){padding-left:14px}
.row{margin:8px 0;padding:8px;background:#fff;border:1px solid var(--line);border-radius:8px;scroll-margin-top:200px;
content-visibility:auto;contain-intrinsic-size:auto 150px}
.row:target{box-shadow:0 0 0 2px #4c7fb5}
.own{display:flex;flex-direction:column}.own .side{flex:1}
.side{display:grid;grid-auto-rows:1fr;gap:6px}
.card{padding:6px 10px;border-radius:6px;background:var(--paper);border:1px solid var(--line);overflow-wrap:anywhere;
scroll-margin-top:210px}
.card:target{background:var(--pick)}
.card p{margin:2px 0 0;font:15px/1.75 var(--serif);white-space:pre-wrap}
.card a{color:var(--ink);font-weight:600;text-decoration:none}.card a:hover{text-decoration:underline}
.card.none{display:flex;align-items:center;justify-content:center;color:var(--soft);background:none;
border-style:dashed}
.done{margin-top:4px;padding:2px 8px;border-left:3px solid #6a3d8f;background:#f6f0fa;font-size:12.5px}
mark{background:var(--old-bg);color:inherit;border-radius:2px}
.after mark{background:var(--new-bg)}
svg{width:100%;height:100%;overflow:visible}
svg path{fill:none;stroke:var(--link);stroke-width:2;vector-effect:non-scaling-stroke}
.doubt svg path{stroke:var(--review);stroke-dasharray:5 4}
.what{padding:0 4px 0 14px;font-size:13px;overflow-wrap:anywhere}
.pill{display:inline-block;margin:0 4px 4px 0;padding:0 8px;border-radius:10px;background:#eceae4;font-size:12px}
.pill.added{background:var(--new-bg);color:var(--new)}.pill.dropped{background:var(--old-bg);color:var(--old)}
.pill.retargeted,.pill.rescheduled{background:#e2edf7;color:#285f94}
.pill.reassigned{background:#fbebd2;color:#94590a}.pill.renamed{background:#f3ecd8;color:#6d5a1e}
.pill.strengthened,.pill.weakened{background:#efe5f6;color:#6a3d8f}
.pill.review{background:var(--review);color:#fff}
.what dl{margin:0}.what dt{font-weight:600}.what dd{margin:0 0 4px}
.o{color:var(--old)}.n{color:var(--new)}
.note{color:var(--soft)}
[hidden]{display:none!important}
@media screen and (max-width:980px){.heads{display:none}.row{grid-template-columns:1fr;gap:6px}svg{display:none}
header{position:static}.what{padding:0}}
@media print{body{background:#fff;font-size:9pt}header{position:static;padding:0 0 6px}nav{display:none}main{padding:0}
.row{content-visibility:visible;break-inside:avoid;margin:0;border-radius:0;border-width:0 0 1px;padding:5px 0}
.card{border:0;background:none;padding:0 4px}.card p{font-size:9.5pt;line-height:1.5}
.heads,.row{grid-template-columns:5fr 24px 5fr 4.4fr}.what{font-size:8.5pt;line-height:1.4}.what dd{margin:0 0 1px}
.pill[class]{margin:0 6px 0 0;padding:0;background:none;color:#000;font-weight:600}
.done{background:none}mark,.after mark{background:none;text-decoration:underline}
@page{size:A4 landscape;margin:12mm}}
"""
