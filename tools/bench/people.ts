const json = { 'content-type': 'application/json' }

/** Posts JSON, and throws what was answered unless it was accepted. */
export async function post(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`)
  return response.json()
}

/** The session of a person who logs in by SMS. */
export async function aPerson(bff: string, control: string, phone: string): Promise<string> {
  await post(`${bff}/api/auth/sms-code`, { phone })
  const outbox = await fetch(`${control}/sms/outbox?phone=${phone}`)
  const { messages } = (await outbox.json()) as { messages: { code: string }[] }
  const login = await post(`${bff}/api/auth/sms-login`, { phone, code: messages[0]?.code })
  return (login as { data: { token: string } }).data.token
}
