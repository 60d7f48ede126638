/// The page, as a template of Mustache: double braces are escaped, triple ones are pictures and the style
/// sheet, which are made here.
enum ReportTemplate {
  static let text = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="simrun {{version}}">
    <meta name="color-scheme" content="light dark">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <header>
    <h1>{{title}}</h1>
    {{#lead}}
    <p class="lead">{{.}}</p>
    {{/lead}}
    <p class="facts">{{facts}}</p>
    </header>
    <nav aria-label="Contents">
    <ul>
    {{#sections}}
    <li><a href="#{{id}}">{{heading}}</a></li>
    {{/sections}}
    </ul>
    </nav>
    <main>
    {{#sections}}
    <section aria-labelledby="{{id}}">
    <h2 id="{{id}}">{{heading}}</h2>
    {{#blocks}}
    {{#subheading}}
    <h3>{{.}}</h3>
    {{/subheading}}
    {{#words}}
    <p>{{.}}</p>
    {{/words}}
    {{#list}}
    <ul>
    {{#items}}
    <li>{{.}}</li>
    {{/items}}
    </ul>
    {{/list}}
    {{#commands}}
    <pre tabindex="0"><code>{{.}}</code></pre>
    {{/commands}}
    {{#figure}}
    <figure>
    <div class="scroll" tabindex="0" role="group" aria-label="{{label}}">{{{svg}}}</div>
    <figcaption>{{caption}}</figcaption>
    </figure>
    {{/figure}}
    {{#folded}}
    <details>
    <summary>{{caption}}</summary>
    {{> table}}
    </details>
    {{/folded}}
    {{#table}}
    {{> table}}
    {{/table}}
    {{/blocks}}
    </section>
    {{/sections}}
    </main>
    <footer>
    <p>Written by simrun {{version}} from the tables in this page's folder. It holds no script and loads
    nothing.</p>
    </footer>
    </body>
    </html>

    """

  static let table = """
    <div class="scroll" tabindex="0" role="group" aria-label="{{caption}}">
    <table>
    <caption>{{caption}}</caption>
    <thead><tr>{{#columns}}<th scope="col"{{#isNumber}} class="n"{{/isNumber}}>{{name}}</th>{{/columns}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row">{{head}}</th>{{#cells}}<td{{#isNumber}} class="n"{{/isNumber}}>{{text}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>

    """

  /// Contrasts of text are above 7 on light paper and on dark.
  static let style = """
    :root { --paper: #ffffff; --ink: #1b1f24; --soft: #4b535d; --line: #c9ced6; --panel: #f4f6f8; --link: #0a4f8a; }
    @media (prefers-color-scheme: dark) {
      :root { --paper: #14171b; --ink: #e6e9ed; --soft: #b4bcc6; --line: #3d454f; --panel: #1d2228; --link: #8cc4f2; }
    }
    * { box-sizing: border-box; }
    html { color-scheme: light dark; }
    body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 72rem; background: var(--paper); color: var(--ink);
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
    h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .75rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; overflow-wrap: anywhere; }
    p, li { max-width: 46rem; overflow-wrap: anywhere; }
    a { color: var(--link); }
    .lead { font-size: 1.15rem; }
    .facts, figcaption, caption, footer { color: var(--soft); font-size: .9rem; }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 1rem 0; }
    figure { margin: 1.25rem 0; }
    figcaption { max-width: 46rem; margin-top: .35rem; }
    .scroll { overflow-x: auto; }
    figure .scroll { background: var(--panel); border-radius: .4rem; padding: .5rem; }
    figure svg { display: block; width: 100%; min-width: 40rem; height: auto; margin: 0 auto; }
    figure svg text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
    table { border-collapse: collapse; margin: .75rem 0; font-size: .92rem; font-variant-numeric: tabular-nums; }
    caption { text-align: left; padding-bottom: .35rem; }
    th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); }
    th { font-weight: 600; }
    tbody th { font-weight: 500; overflow-wrap: anywhere; min-width: 8rem; }
    .n { text-align: right; white-space: nowrap; }
    details { margin: .5rem 0 1rem; }
    summary { cursor: pointer; color: var(--link); }
    pre { background: var(--panel); padding: .75rem; border-radius: .4rem; overflow-x: auto; font-size: .88rem; }
    @media print {
      :root { --paper: #ffffff; --ink: #000000; --soft: #333333; --line: #999999; --panel: #ffffff; --link: #000000; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      nav, details:not([open]) { display: none; }
      figure, tr { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      figure svg { min-width: 0; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); }
      .scroll { overflow: visible; }
    }
    """
}
