import { PAUSE_MS } from './clock.ts'

/** A person with the app in a browser or on a phone. */
export interface Actor {
  tap: (words: string) => Promise<void>
  fill: (label: string, text: string) => Promise<void>
  sees: (words: string) => Promise<void>
  /** Puts the clock of the device forward. */
  forward: (ms: number) => Promise<void> | void
}

export interface Worker {
  name: string
  trade: string
  age: string
  nativePlace: string
}

/** The first two steps and half of the third. */
export async function beginRegistration(actor: Actor, { name, trade, age, nativePlace }: Worker): Promise<void> {
  await actor.sees('怎么称呼您？')
  await actor.tap('下一步')
  await actor.sees('请填姓名。')
  await actor.fill('姓名', name)
  await actor.tap('女')
  await next(actor)
  await actor.sees('您想做什么工作？')
  await actor.tap(trade)
  await next(actor)
  await actor.sees('您的情况')
  await actor.fill('年龄', age)
  await actor.fill('老家在哪里', nativePlace)
}

/** From the draft of the third step to the end; the number is proved by SMS on the way. */
export async function finishRegistration(
  actor: Actor,
  worker: Worker,
  phone: string,
  smsCode: () => Promise<string>,
): Promise<void> {
  await actor.sees('上次填到第3步')
  await actor.tap('接着填')
  await next(actor)
  await actor.fill('这一行做了几年', '8')
  await actor.fill('一个月想要多少', '13000')
  await next(actor)
  await actor.tap('中餐')
  await next(actor)
  await actor.sees('怎么联系您？')
  await actor.fill('手机号', phone)
  await actor.tap('发验证码')
  await actor.sees('验证码已发出')
  await actor.fill('验证码', await smsCode())
  await next(actor)
  await actor.sees('看一遍，没错就交')
  await next(actor, '提交登记')
  await actor.sees(`收到了，${worker.name}`)
  await actor.sees('一般一个工作日内看完')
  await actor.tap('看我的简历')
  await actor.sees('看完打电话给您')
  await actor.sees(worker.nativePlace.slice(2))
}

/** Taps on, later than the second tap of a double tap, which the app ignores. */
export async function next(actor: Actor, words = '下一步'): Promise<void> {
  await actor.forward(PAUSE_MS)
  await actor.tap(words)
}
