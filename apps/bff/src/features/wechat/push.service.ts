import type { Ctx } from '../../context.ts'
import { enqueue } from '../../jobs/index.ts'
import { PushRefused, type PushSender, type ReceivedPush, type WechatPush } from '../../ports/wechat-push.port.ts'
import { insertPush, seenSignature } from './wechat.repo.ts'
import { ANSWERS, isBindScene, PUSHES } from './wechat.rules.ts'

const refused = (status: number) =>
  new Response('fail', { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
const queryOf = (request: Request) => new URL(request.url).searchParams

function noteRefusal(ctx: Ctx, sender: PushSender, error: unknown): Response {
  if (!(error instanceof PushRefused)) throw error
  ctx.log.warn({ requestId: ctx.requestId, sender, reason: error.message }, 'a push of WeChat was refused')
  return refused(401)
}

/** Answers WeChat's question whether this address is ours. */
export function verify(ctx: Ctx, sender: PushSender, request: Request): Response {
  const reader = ctx.pushes[sender]
  if (!reader) return refused(404)
  try {
    // Byte by byte: WeChat accepts no quotes, blanks or line breaks around it.
    return new Response(reader.verify(queryOf(request)), { headers: { 'content-type': 'text/plain; charset=utf-8' } })
  } catch (error) {
    return noteRefusal(ctx, sender, error)
  }
}

/** Words to the person, for pushes of the service account that she caused. */
function wordsFor(sender: PushSender, push: WechatPush): string | null {
  if (sender !== 'service-account') return null
  if (push.kind === 'message') return ANSWERS.message
  if (push.kind !== 'subscribed' && push.kind !== 'scanned') return null
  if (push.scene !== null && isBindScene(push.scene)) return ANSWERS.binding
  return push.kind === 'subscribed' ? ANSWERS.subscribed : null
}

/** Pushes after which something happens here; the others are only acknowledged. */
const matters = ({ kind }: WechatPush): boolean => kind !== 'other' && kind !== 'message' && kind !== 'virtual-payment'

/** Stores an event for the job that handles it. False where its signature came with another body before. */
async function persist(ctx: Ctx, sender: PushSender, { push, key, signature }: ReceivedPush, body: Uint8Array) {
  const hash = (text: string) => ctx.cipher.hash('wechatPush', `${sender} ${text}`)
  return ctx.db.tx(function* (t) {
    const bodyHash = hash(Buffer.from(body).toString('base64'))
    const before = yield* seenSignature(t, ctx, { id: hash(signature), bodyHash, createdAt: ctx.now })
    // A push that repeats itself byte by byte is acknowledged: its first answer may have been lost.
    if (before !== undefined && before !== bodyHash) return false
    if (!matters(push)) return true
    const id = hash(key)
    const pushSealed = ctx.cipher.seal('wechatPush', JSON.stringify(push))
    if (yield* insertPush(t, ctx, { id, sender, kind: push.kind, pushSealed, createdAt: ctx.now }))
      yield* enqueue(t, ctx, { queue: PUSHES.name, data: { id }, key: id, runAt: ctx.now })
    return true
  })
}

/** Takes a push: verified over its raw bytes, stored once, and answered before anything follows from it. */
export async function receive(ctx: Ctx, sender: PushSender, request: Request): Promise<Response> {
  const reader = ctx.pushes[sender]
  if (!reader) return refused(404)
  const body = new Uint8Array(await request.arrayBuffer())
  let received: ReceivedPush
  try {
    received = reader.read(queryOf(request), body, ctx.now)
  } catch (error) {
    return noteRefusal(ctx, sender, error)
  }
  if (!(await persist(ctx, sender, received, body)))
    return noteRefusal(ctx, sender, new PushRefused('a signature of another body'))
  const answer = reader.answer(received, wordsFor(sender, received.push), ctx.now)
  return new Response(answer.body, { headers: { 'content-type': `${answer.type}; charset=utf-8` } })
}
