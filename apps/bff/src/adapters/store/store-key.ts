const PART = '[A-Za-z0-9_][A-Za-z0-9_.-]*'
const KEY = new RegExp(`^${PART}(?:/${PART})*$`)
const LONGEST = 400

/** Keys are made by us, never from a name that a person gave: a strange one is a mistake in the code. */
export const isStoreKey = (key: string): boolean => key.length <= LONGEST && KEY.test(key)

export function checkStoreKey(key: string): string {
  if (!isStoreKey(key)) throw new Error('not a key of an object store')
  return key
}

/** What a reply says to be saved under: the name in Unicode, and one in ASCII for what does not know that. */
export const attachment = (name: string): string => {
  const plain = name.replace(/[^\w.-]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
