import { isPictureAddress } from '@qingpin/contract/content/content.rules'
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
  // An image whose address is refused is dropped.
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !isPictureAddress(attribs.src ?? ''),
}

/** The HTML of an editor, reduced to an allow-list of tags, attributes and https addresses. */
export async function cleanHtml(html: string): Promise<string> {
  // Loaded at the first write: reading articles does not need it.
  const { default: sanitize } = await import('sanitize-html')
  return sanitize(html, ALLOWED).trim()
}
