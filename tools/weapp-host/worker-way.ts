import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ROOT } from '../build/stale.ts'
import type { Product } from '../journeys/product.ts'
import { type Actor, next } from '../journeys/register-worker.ts'
import { ask, logIn } from '../journeys/visitors.ts'
import type { Photo } from './wx.ts'

/** A phone in use, with any renderer. */
export interface WorkerPhone extends Actor {
  open: (url: string) => Promise<void>
  /** What is taken when the app asks for a photo next. */
  photograph: (photo: Photo) => Promise<void> | void
}

/** One who comes by a poster, with her card and a dish of her own. */
export interface ComingWorker {
  name: string
  idNumber: string
  masked: string
  number: string
  cooks: string
  /** What staff and strangers look for. */
  dish: string
  /** What strangers read instead of her name. */
  calledPublicly: string
}

/** A paper of the demo story. */
export const photo = (name: string): Photo => ({
  bytes: new Uint8Array(readFileSync(join(ROOT, 'apps/bff/assets/papers', `${name}.jpg`))),
  ending: 'jpg',
})

export async function staffToken(product: Product): Promise<string> {
  return (await logIn(product, { staff: 'employee' }))?.access_token ?? ''
}

/** From the code of a poster to the registration, where her card is read. Large type. */
export async function comeByPoster(phone: WorkerPhone, product: Product, worker: ComingWorker, token: string) {
  const { items } = await ask<{ items: { id: string }[] }>(product, '/api/resumes/public/list?pageSize=1')
  const path = `/api/resumes/${items[0]?.id}/share`
  const { token: scene } = await ask<{ token: string }>(product, path, { body: {}, token })
  await phone.open(`/features/public-workers/shared/index?scene=${scene}`)
  await phone.sees('打电话约面试')
  await phone.tap('我也想找活')
  await phone.tap('拍身份证，自动填')
  await phone.sees('照片只用来读字')
  await phone.tap('先登录')
  await phone.tap('用微信登录')
  await phone.tap('同意，去拍')
  await phone.photograph(photo('card-front'))
  const card = { side: 'Front', name: worker.name, gender: '女', nationality: '汉', id: worker.idNumber }
  await product.control('/wechat/cards', card)
  await phone.tap('现在拍')
  await phone.sees('读出来这些，对不对？')
  await phone.sees(worker.masked)
  await phone.tap('填进登记表，6项')
}

/** With what was read from her card; she reads who reviews it and when. */
export async function registerByCard(phone: WorkerPhone, worker: ComingWorker): Promise<void> {
  await phone.sees('第1步')
  await next(phone)
  await phone.sees('您想做什么工作？')
  await phone.tap('住家保姆')
  await next(phone)
  await phone.sees(worker.masked)
  await next(phone)
  await phone.sees('第4步')
  await next(phone)
  await phone.sees('第5步')
  await phone.fill('用自己的话说说，可以不写', worker.cooks)
  await next(phone)
  await phone.sees('第6步')
  await phone.fill('手机号', worker.number)
  await next(phone)
  await phone.sees('看一遍，没错就交')
  await phone.sees(worker.masked)
  await next(phone, '提交登记')
  await phone.sees(`收到了，${worker.name}`)
  await phone.sees('一般一个工作日内看完')
}

async function search(phone: WorkerPhone, { dish }: ComingWorker): Promise<void> {
  await phone.open('/features/public-workers/list/index')
  // The short words stand there in large type alone.
  await phone.fill('会做什么', dish)
}

/** She sends a certificate; strangers find her when staff has listed her, and not before. */
export async function beListed(phone: WorkerPhone, product: Product, worker: ComingWorker, token: string) {
  await phone.tap('传照片')
  await phone.sees('技能证书')
  await phone.photograph(photo('certificate-1'))
  await phone.tap('加证书')
  await phone.tap('现在拍')
  const found = `/api/resumes?search=${encodeURIComponent(worker.name)}`
  const { items } = await ask<{ items: { id: string }[] }>(product, found, { token })
  const id = items[0]?.id ?? ''
  const kinds = async () => {
    const answer = await ask<{ files: { fileType: string }[] }>(product, `/api/resumes/${id}/files`, { token })
    return answer.files.map(({ fileType }) => fileType)
  }
  await expect.poll(kinds).toEqual(['certificate'])
  await search(phone, worker)
  await phone.sees('没有找到')
  const path = `/api/resumes/miniprogram/${id}/visibility`
  await ask(product, path, { body: { listed: true, note: '电话里同意' }, method: 'PATCH', token })
  await search(phone, worker)
  await phone.sees(worker.calledPublicly)
}

/** Gone from the list at once. */
export async function hide(phone: WorkerPhone, worker: ComingWorker): Promise<void> {
  await phone.open('/features/my-resume/mine/index')
  await phone.sees('雇主找得到您')
  await phone.tap('公开我的简历')
  await phone.sees('雇主找不到您')
  await search(phone, worker)
  await phone.sees('没有找到')
}
