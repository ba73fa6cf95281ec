import type { Block, Span } from '@qingpin/contract/content/content.fields'

const KINDS: Readonly<Record<string, Block['kind']>> = {
  h2: 'heading',
  h3: 'heading',
  p: 'text',
  li: 'item',
  blockquote: 'quote',
  figcaption: 'text',
}
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }
const plain = (text: string) => text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
const attribute = (name: string, attributes: string) =>
  plain(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')

/**
 * Cleaned HTML as a flat list of blocks, which a client draws without interpreting HTML.
 * Takes only the output of `cleanHtml`: balanced tags of the allow-list, quoted attributes, escaped text.
 */
export function toBlocks(html: string): Block[] {
  const blocks: Block[] = []
  let open: Block | undefined
  let strong = false
  let href = ''
  const begin = (kind: Block['kind']) => {
    open = { kind, spans: [] }
    blocks.push(open)
    return open
  }
  for (const [, close, tag = '', attributes = '', text = ''] of html.matchAll(/<(\/?)(\w+)([^>]*)>|([^<]+)/g)) {
    const last = blocks.at(-1)
    if (text) {
      const written = plain(text).replace(/\s+/g, ' ')
      if (open || written.trim()) (open ?? begin('text')).spans.push(spanOf(written, strong, href))
    } else if (tag === 'strong') strong = !close
    else if (tag === 'a') href = close ? '' : attribute('href', attributes)
    else if (tag === 'br') open?.spans.push({ text: '\n' })
    else if (tag === 'img') {
      blocks.push({ kind: 'image', url: attribute('src', attributes), spans: captionOf(attribute('alt', attributes)) })
      open = undefined
    } else if (tag === 'figcaption' && last?.kind === 'image') {
      if (!close) last.spans = []
      open = close ? undefined : last
    } else if (KINDS[tag]) {
      // A paragraph inside a quote or an item belongs to it, on a line of its own.
      const inside = tag === 'p' && (open?.kind === 'quote' || open?.kind === 'item')
      if (!inside) open = close ? undefined : begin(KINDS[tag])
      else if (!close && open && open.spans.length > 0) open.spans.push({ text: '\n' })
    }
  }
  return blocks.filter((block) => block.kind === 'image' || block.spans.some((span) => span.text.trim() !== ''))
}

const captionOf = (alt: string): Span[] => (alt ? [{ text: alt }] : [])

const spanOf = (text: string, strong: boolean, href: string): Span => ({
  text,
  ...(strong ? { strong } : {}),
  ...(href ? { href } : {}),
})

/** The plain text, a line for each block. */
export const textOf = (blocks: readonly Block[]): string =>
  blocks.map(({ spans }) => spans.map(({ text }) => text).join('')).join('\n')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function spanHtml({ text, strong, href }: Span): string {
  const lines = escaped(text).replaceAll('\n', '<br>')
  const marked = strong ? `<strong>${lines}</strong>` : lines
  return href ? `<a href="${escaped(href)}">${marked}</a>` : marked
}

const TAGS = { heading: 'h2', text: 'p', item: 'li', quote: 'blockquote' } as const

function blockHtml({ kind, spans, url }: Block): string {
  const inner = spans.map(spanHtml).join('')
  if (kind !== 'image') return `<${TAGS[kind]}>${inner}</${TAGS[kind]}>`
  if (!url) return ''
  const caption = inner ? `<figcaption>${inner}</figcaption>` : ''
  return `<figure><img src="${escaped(url)}" alt="${escaped(spans.map(({ text }) => text).join(''))}">${caption}</figure>`
}

/** The blocks of an editor as HTML, which is cleaned like that of any other editor. */
export function toHtml(blocks: readonly Block[]): string {
  const html = blocks.map(blockHtml)
  const isItem = (i: number) => blocks[i]?.kind === 'item'
  return html
    .map((one, i) => `${isItem(i) && !isItem(i - 1) ? '<ul>' : ''}${one}${isItem(i) && !isItem(i + 1) ? '</ul>' : ''}`)
    .join('')
}
