import type { Page, StoredObject } from './objects.ts'

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Elements in their order; those without a value are left out. */
export const elements = (values: Readonly<Record<string, string | number | boolean | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('')

export const xml = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${content}</${root}>`

export const listXml = (
  head: Parameters<typeof elements>[0],
  page: Page,
  { etag, owner }: { etag: (object: StoredObject) => string; owner: string },
): string => {
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
