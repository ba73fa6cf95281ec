import type { IOptions } from 'sanitize-html'

const ALLOWED: IOptions = {
  allowedTags: [
    'h2',
    'h3',
    'p',
    'br',
    'strong',
    'em',
    'ul',
    'ol',
    'li',
    'blockquote',
    'figure',
    'figcaption',
    'img',
    'a',
  ],
  allowedAttributes: { img: ['src', 'alt'], a: ['href'] },
  allowedSchemes: ['https'],
  allowProtocolRelative: false,
  transformTags: { h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3', b: 'strong', i: 'em', div: 'p' },
  // An image whose address was refused is no image.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isImageAddress(attribs.src ?? ''),
}

const isImageAddress = (url: string) => url.startsWith('https://') || /^\/media\/(?!.*\.\.)[\w/.-]+$/.test(url)

/** What an editor wrote, without anything that could act: an allow-list of tags, of attributes and of https addresses. */
export async function cleanHtml(html: string): Promise<string> {
  // Loaded at the first writing: reading articles needs none of it.
  const { default: sanitize } = await import('sanitize-html')
  return sanitize(html, ALLOWED).trim()
}
