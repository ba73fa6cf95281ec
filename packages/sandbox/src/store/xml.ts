import type { Page, StoredObject } from './objects.ts'

/** Elements in the given order; those without a value are left out. */
export function elements(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('')
}

export function xml(root: string, content: string) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${content}</${root}>`
}

export function listXml(
  head: Parameters<typeof elements>[0],
  page: Page,
  { etag, owner }: { etag: (object: StoredObject) => string; owner: string },
): string {
  const contents = page.objects.map(
    (object) =>
      `<Contents>${elements({
        Key: object.key,
        LastModified: new Date(object.at).toISOString(),
        ETag: etag(object),
        Size: object.body.length,
      })}<Owner>${elements({ ID: owner, DisplayName: owner })}</Owner>${elements({ StorageClass: 'STANDARD' })}</Contents>`,
  )
  const prefixes = page.prefixes.map((Prefix) => `<CommonPrefixes>${elements({ Prefix })}</CommonPrefixes>`)
  return xml('ListBucketResult', elements(head) + contents.join('') + prefixes.join(''))
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
