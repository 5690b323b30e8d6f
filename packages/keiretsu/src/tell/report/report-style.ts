/** One style sheet for screen and paper, light and dark. Colours of text reach a contrast of at least 4.5 against their ground. */
export const reportStyle = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--soft:#57606a;--rule:#d5dae0;--wash:#f5f7f9;--link:#0b5cad;--mark:#b34700}
@media screen and (prefers-color-scheme:dark){:root{--paper:#12161b;--ink:#e9edf1;--soft:#a3adb8;--rule:#343c46;--wash:#1a2027;--link:#7cbcf5;--mark:#f0a36b}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 'Liberation Sans',Arial,Helvetica,'DejaVu Sans',sans-serif;overflow-wrap:break-word}
.page{max-width:1080px;margin:0 auto;padding:0 20px 96px}
h1,h2,h3{font-family:Charter,'Bitstream Charter',Georgia,'Liberation Serif','DejaVu Serif',serif;line-height:1.15;font-weight:700;text-wrap:balance}
h1{font-size:clamp(2rem,5.2vw,3.2rem);margin:.2em 0 .4em;letter-spacing:-.01em}
h2{font-size:clamp(1.5rem,3.4vw,2.05rem);margin:0 0 .6em}
h3{font-size:1.2rem;margin:1.6em 0 .5em}
section{border-top:1px solid var(--rule);margin-top:64px;padding-top:28px}
p,.lead,ul.plain,dl{max-width:68ch}
p{margin:.6em 0}
.kicker{color:var(--soft);margin:2.2rem 0 0;font-size:.95rem}
.lead{font:clamp(1.2rem,2.6vw,1.5rem)/1.45 Charter,'Bitstream Charter',Georgia,'Liberation Serif','DejaVu Serif',serif;max-width:38em;margin:.4em 0 1.2em}
.note,small,figcaption,.raw{color:var(--soft)}
small{font-size:.85em}
a{color:var(--link);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.16em}
a.n,a.f,a.u{color:inherit;text-decoration-style:dotted;text-decoration-color:var(--link)}
a:hover{text-decoration-thickness:2px}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-200vw}
.skip:focus{left:12px;top:12px;background:var(--paper);padding:.5em 1em;z-index:2}
nav ol{display:flex;flex-wrap:wrap;gap:.25em 1.4em;list-style:none;margin:0;padding:0;font-size:.95rem}
.panel{display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:0 32px;margin:28px 0 0;padding:0;max-width:none}
.panel>div{border-top:2px solid var(--ink);padding:12px 0 22px}
.panel dt{font-weight:700;font-size:.95rem}
.panel dd{margin:0}
.panel .big{font:700 1.9rem/1.25 Charter,'Bitstream Charter',Georgia,'Liberation Serif','DejaVu Serif',serif}
.panel .note{font-size:.9rem}
figure{margin:24px 0}
figcaption{font-size:.92rem;max-width:68ch;margin-top:.6em}
figure svg{display:block;margin:0 auto 0 0;max-width:100%;height:auto}
.medium,.narrow{display:none}
@media screen and (max-width:1079px){.wide{display:none}.medium{display:block}}
@media screen and (max-width:719px){.wide,.medium{display:none}.narrow{display:block}.page{padding:0 16px 64px}section{margin-top:44px}}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,312px),1fr));gap:36px 28px;margin-top:20px}
.cards>article{min-width:0;border-top:2px solid var(--ink);padding-top:10px}
.cards h3{margin:.1em 0 .3em;font-size:1.08rem}
.cards figure{margin:8px 0}
.cards ul{margin:.4em 0;padding-left:1.1em}
.cards li{margin:.25em 0}
.cards p{margin:.3em 0}
.cards,.sides{font-size:.94rem}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,230px),1fr));gap:12px;margin:.4em 0 1.4em;padding:0;list-style:none}
.sides li{background:var(--wash);border-left:3px solid var(--mark);padding:10px 14px;min-width:0}
table{border-collapse:collapse;width:100%;margin:20px 0;font-size:.93rem}
caption{text-align:left;font-weight:700;padding:0 0 .5em}
th,td{text-align:left;vertical-align:top;padding:.42em .8em .42em 0;border-bottom:1px solid var(--rule);min-width:0}
thead th{border-bottom:2px solid var(--ink);font-size:.88rem}
tbody th{font-weight:400}
tr.group th{font-weight:700;padding-top:1.1em;border-bottom-color:var(--ink)}
tr.strong th,tr.strong td{background:var(--wash);font-weight:700}
.num{text-align:right;font-variant-numeric:tabular-nums}
th:last-child,td:last-child{padding-right:0}
@media screen and (max-width:719px){
table,tbody,tr,th,td{display:block;width:auto}
thead{position:absolute;left:-200vw}
caption{display:block}
tbody tr{border-bottom:1px solid var(--rule);padding:.55em 0}
tbody th,tbody td,.num{border:0;padding:.12em 0;text-align:left}
tbody th{font-weight:700}
td::before{content:attr(data-label) ": ";color:var(--soft);font-weight:400}
:lang(fr) td::before{content:attr(data-label) "\\00a0: "}
td:empty{display:none}
tr.strong{padding-left:10px;border-left:3px solid var(--mark)}
tr.strong th,tr.strong td{background:none}
table.compact{display:table;width:100%}
.compact caption{display:table-caption}
.compact tbody{display:table-row-group}
.compact thead{position:static;display:table-header-group}
.compact tr{display:table-row}
.compact tr.strong{border-left:0}
.compact th,.compact td,.compact tbody th{display:table-cell;padding:.35em .6em .35em 0;border-bottom:1px solid var(--rule);font-weight:400}
.compact thead th,.compact tr.group th,.compact tr.strong th,.compact tr.strong td{font-weight:700}
.compact .num{text-align:right}
.compact td::before,:lang(fr) .compact td::before{content:none}
.compact tr>:nth-child(n+4){display:none}
}
details{border-bottom:1px solid var(--rule);padding:.35em 0;font-size:.93rem}
summary{cursor:pointer;padding:.15em 0}
.columns{columns:2 320px;column-gap:32px;margin:.4em 0 1em;padding-left:1.1em}
.columns li{break-inside:avoid;margin:0 0 .4em}
.evidence{font-size:.88rem;line-height:1.45;padding-left:0;list-style:none;columns:2 400px;column-gap:40px}
.evidence li{break-inside:avoid;margin:0 0 .7em;padding-left:.8em;border-left:2px solid var(--rule)}
:target{background:var(--wash);outline:2px solid var(--mark);outline-offset:3px}
code{font-size:.86em;color:var(--soft);overflow-wrap:anywhere}
.raw,.evidence cite{overflow-wrap:anywhere}
footer{margin-top:64px;border-top:1px solid var(--rule);padding-top:16px;color:var(--soft);font-size:.85rem}
@page{size:A4;margin:16mm 15mm 18mm}
@media print{
body{font-size:10pt}
.page{max-width:none;padding:0}
nav,.skip{display:none}
section{margin-top:9mm;padding-top:5mm}
h1{font-size:26pt}h2{font-size:16pt}h3{font-size:11.5pt}
h2,h3,caption,thead{break-after:avoid}
figure,.cards>article,.panel>div,.sides li,tr,.evidence li{break-inside:avoid}
.wide,.narrow{display:none}.medium{display:block}
.cards{grid-template-columns:1fr;gap:4mm;font-size:8.5pt;line-height:1.35}
.cards>article{display:grid;grid-template-columns:60mm 1fr;grid-template-rows:auto auto auto 1fr;column-gap:8mm;align-items:start}
.cards figure{display:contents}
.cards svg{width:60mm;grid-column:1;grid-row:1/5}
.cards h3,.cards figcaption,.cards ul,.cards p{grid-column:2}
.sides{font-size:8.5pt;grid-template-columns:repeat(3,1fr)}
.sides li{padding:2mm 3mm}
tr.group{break-after:avoid}
details p{font-size:8pt;line-height:1.35;max-width:none;margin:.2em 0 .6em}
.columns{columns:2;font-size:8pt;line-height:1.35}
details{padding:0}
summary{font-weight:700;break-after:avoid}
figcaption{font-size:8.5pt}
.panel{grid-template-columns:repeat(3,1fr);gap:0 6mm}
.panel .big{font-size:15pt}
thead{display:table-header-group}
details::details-content{content-visibility:visible;display:block;height:auto}
a{color:inherit}
.evidence{columns:2;font-size:8pt}
.evidence cite{font-style:italic}
.evidence a[href^="http"]::after{content:" <" attr(href) ">";font-size:7pt;overflow-wrap:anywhere}
table{font-size:8.5pt}
:target{outline:0;background:none}
}
`;
