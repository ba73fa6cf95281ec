/** What one template of Taro's base.wxml makes of a node: its tag, the events it listens to, where its attributes come from. */
export interface Template {
  tag: string
  events: ReadonlySet<string>
  /** Attribute name → key of the node's data. */
  attributes: ReadonlyMap<string, string>
}

/** Reads the templates of a built base.wxml, by the short node name (`nn`) that Taro gives them. */
export function readTemplates(wxml: string): Map<string, Template> {
  const templates = new Map<string, Template>()
  for (const [, name = '', body = ''] of wxml.matchAll(/<template name="tmpl_0_([^"]+)">([\s\S]*?)<\/template>/g)) {
    const element = /<([a-z-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)/.exec(body.replace(/<block[^>]*>/g, ''))
    if (!element || element[1] === 'template') continue
    const events = new Set<string>()
    const attributes = new Map<string, string>()
    for (const [, attribute = '', value = ''] of (element[2] ?? '').matchAll(/([\w:-]+)="([^"]*)"/g)) {
      const event = /^(?:capture-)?(?:bind|catch):?(\w+)$/.exec(attribute)
      const key = /i\.(\w+)/.exec(value)
      if (event && value === 'eh') events.add(event[1] ?? '')
      else if (key) attributes.set(attribute, key[1] ?? '')
    }
    // A field has two templates, chosen by whether it gets the focus; they differ in nothing else.
    templates.set(name.replace(/_(?:blur|focus)$/, ''), { tag: element[1] ?? '', events, attributes })
  }
  return templates
}
