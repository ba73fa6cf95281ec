import type { KeyTicket, ListedObject, ObjectStore } from '@qingpin/bff/ports/object-store.port'

export const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text))

/** Everything under a prefix. */
export async function listed(store: ObjectStore, prefix: string): Promise<ListedObject[]> {
  const found: ListedObject[] = []
  for await (const object of store.list(prefix)) found.push(object)
  return found
}

export const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text()

/** Signs a PUT with a temporary key, as a client's SDK would. */
export async function signWithKey(
  { url, id, secret }: KeyTicket,
  method: string,
  headers: Record<string, string>,
): Promise<string> {
  const { default: Sdk } = await import('cos-nodejs-sdk-v5')
  const { host, pathname } = new URL(url)
  return Sdk.getAuthorization({
    SecretId: id,
    SecretKey: secret,
    Method: method as 'PUT',
    Pathname: pathname.replace(/^\/cos\/[^/]+/, ''),
    Headers: { ...headers, Host: host },
  })
}
