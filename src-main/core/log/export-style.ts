/** The look of an exported page, in the light and in the dark. */
export const EXPORT_STYLE = `
:root{color-scheme:light dark;--text:#1b1e23;--dim:#5a6270;--line:#d4d8df;--back:#fff;--box:#f4f5f7;--bad:#b3261e;--accent:#1f5fbf}
@media (prefers-color-scheme:dark){:root{--text:#e4e6ea;--dim:#a2a9b5;--line:#3b414b;--back:#17191d;--box:#202329;--bad:#ff9a92;--accent:#8ab8ff}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--back);max-width:70rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;border-top:1px solid var(--line);padding-top:1.5rem;margin-top:2.5rem}h3{font-size:1.05rem;margin:1.5rem 0 .5rem}h4{font-size:.95rem;margin:1rem 0 .25rem}
p{margin:.5rem 0}.dim{color:var(--dim)}.bad{color:var(--bad)}code,pre,td.mono{font:13px/1.45 ui-monospace,monospace}
pre{background:var(--box);border:1px solid var(--line);border-radius:4px;padding:.6rem;white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}th{font-weight:600;white-space:nowrap}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--accent)}article.turn{border-left:3px solid var(--line);padding-left:.8rem;margin:.8rem 0}article.reply{border-color:var(--accent)}
img{max-width:100%;max-height:20rem;border:1px solid var(--line)}ol{padding-left:1.5rem}
`.trim()
