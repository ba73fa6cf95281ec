const json = { 'content-type': 'application/json' }

/** Posts JSON, and throws what was answered unless it was accepted. */
export async function post(url: string, body: object, headers = {}): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`)
  return response.json()
}

/** The session of a person who logs in by SMS, each from an address of their own: one address may ask for few codes. */
export async function aPerson(bff: string, control: string, phone: string): Promise<string> {
  const from = {
    'x-forwarded-for': `10.${phone
      .slice(-9)
      .match(/\d{3}/g)
      ?.map((part) => Number(part) % 256)
      .join('.')}`,
  }
  await post(`${bff}/api/auth/sms-code`, { phone }, from)
  const outbox = await fetch(`${control}/sms/outbox?phone=${phone}`)
  const { messages } = (await outbox.json()) as { messages: { code: string }[] }
  const login = await post(`${bff}/api/auth/sms-login`, { phone, code: messages[0]?.code }, from)
  return (login as { data: { token: string } }).data.token
}
