/** The look of an exported page, in the light, in the dark and on paper. */
export const EXPORT_STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--dim:#59616b;--line:#dde1e6;--back:#f5f6f8;--card:#fff;--box:#f5f6f8;--accent:#0b7a6b;--good:#064e44;--good-back:#dcf3ed;--bad:#8c1d18;--bad-back:#fdeceb;--note:#5c4300;--note-back:#fdf3d8}
@media (prefers-color-scheme:dark){:root{--text:#e3e6ea;--dim:#a0a8b2;--line:#343b44;--back:#15181c;--card:#1b1f24;--box:#15181c;--accent:#5cc9b2;--good:#9ddccd;--good-back:#12372f;--bad:#ffb4ac;--bad-back:#43201d;--note:#f2d28b;--note-back:#3a2f14}}
*{box-sizing:border-box}
body{font:15px/1.55 system-ui,sans-serif;color:var(--text);background:var(--back);margin:0;overflow-wrap:anywhere}
main{max-width:66rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1,h2,h3,h4,p,dl,dd{margin:0}
h1{font-size:1.5rem;line-height:1.3;margin-bottom:.25rem}
h2{font-size:1.25rem;line-height:1.35}
h3{font-size:.8rem;font-weight:650;letter-spacing:.05em;text-transform:uppercase;color:var(--dim);margin:2rem 0 .6rem}
h4{font-size:.85rem;font-weight:650;margin-bottom:.3rem}
.brand{font-weight:700;color:var(--accent);letter-spacing:.02em;margin-bottom:.5rem}
.dim{color:var(--dim);font-size:.9rem}
a,summary{color:var(--accent)}
code,pre,.mono{font:12.5px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
nav{margin-top:1rem}nav ol{margin:0;padding-left:1.5rem}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1.4rem 1.5rem 1.6rem;margin-top:1.5rem}
section>header p{margin-top:.2rem}
.badge{display:inline-block;font-size:.75rem;font-weight:650;line-height:1.6;padding:0 .6em;border-radius:1em;vertical-align:.15em;white-space:nowrap;color:var(--text);background:var(--box);border:1px solid var(--line)}
.badge.good{color:var(--good);background:var(--good-back);border-color:transparent}
.badge.bad{color:var(--bad);background:var(--bad-back);border-color:transparent}
.alert,.note{border-radius:6px;padding:.6rem .8rem;margin-top:.9rem}
.alert{color:var(--bad);background:var(--bad-back)}.note{color:var(--note);background:var(--note-back)}
.figures{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:1.1rem}
.figures>div{flex:0 1 auto;min-width:8.5rem;border:1px solid var(--line);border-radius:8px;padding:.5rem .8rem}
.figures dt{font-size:.75rem;color:var(--dim)}.figures dd{font-size:1.1rem;font-weight:600;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem 1rem .3rem 0;border-bottom:1px solid var(--line)}
tr:last-child>*{border-bottom:0}
th,td{overflow-wrap:break-word}.mono{overflow-wrap:anywhere}
th{font-weight:500;color:var(--dim);font-size:.88rem}
.facts,.events{table-layout:fixed}.facts th{width:11rem}
.events th:nth-child(-n+2){width:5.5rem}.events th:nth-child(3){width:14rem}
.phases th,.phases .time{white-space:nowrap}.phases th,.phases .time{width:1%;padding-right:1.25rem}
.phases .time{text-align:right;font-variant-numeric:tabular-nums}.track{padding:.45em 0}
.bar{height:.6em;min-width:3px;border-radius:3px;background:var(--accent)}
ol,ul{margin:0;padding-left:1.3rem}li{margin:.15rem 0}
details{margin:.35rem 0}summary{cursor:pointer;width:fit-content;font-size:.9rem}
summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
pre{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;margin:.4rem 0;white-space:pre-wrap}
.said{white-space:pre-wrap}
.turn{border:1px solid var(--line);border-radius:8px;padding:.7rem .9rem;margin-top:.6rem}
.turn h4{font-size:.75rem;color:var(--dim)}.turn>*+*{margin-top:.4rem}
.turn.user{background:var(--box)}.turn.reply{border-color:var(--accent)}.turn.reply h4{color:var(--accent)}
.messages{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr));gap:.6rem}
.message{border:1px solid var(--line);border-radius:8px;padding:.7rem .9rem;min-width:0}
.message:has([open]){grid-column:1/-1}
img{max-width:100%;max-height:20rem;border:1px solid var(--line);border-radius:6px;background:repeating-conic-gradient(#8883 0 25%,#0000 0 50%) 0 0/16px 16px}
@media (max-width:40rem){.attempts th,.attempts td{overflow-wrap:anywhere;padding-right:.5rem;font-size:.8rem}main{padding:1rem .75rem}section{padding:1rem}.facts th{width:8rem}.events th:nth-child(-n+2){width:4rem}.events th:nth-child(3){width:6rem}}
@media print{body{background:none}section{break-inside:auto;border-color:#ccc}}
`.trim()
