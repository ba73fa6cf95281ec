import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { SandboxControl } from '../control/control.ts'
import type { Env } from '../world.ts'
import { clockButton, codeCard, deepseekCard, faultCard } from './forms.ts'
import { sections } from './sections.ts'
import { pictureCard, wechatCard } from './wechat-card.ts'

const fileHere = (name: string) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8')

const STYLE = ['lab.colours.css', 'lab.css', 'lab.forms.css'].map(fileHere).join('')
const SCRIPT = fileHere('lab.client.js')

// Plain strings, because a formatter may change the text of an html template, and its hash would no longer match.
const styleElement = raw(`<style>${STYLE}</style>`)
const scriptElement = raw(`<script>${SCRIPT}</script>`)

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  `script-src ${hashOf(SCRIPT)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The developer's page, and its changing parts as JSON of escaped HTML. */
export function labRoutes(control: SandboxControl): Hono<Env> {
  const routes = new Hono<Env>()
  routes.use(async (c, next) => {
    await next()
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Referrer-Policy', 'no-referrer')
    c.header('Cache-Control', 'no-store')
  })
  routes.get('/', async (c) => c.html(await page(control)))
  routes.get('/live', async (c) => c.json(await sections(control)))
  return routes
}

async function page(control: SandboxControl) {
  const live = await sections(control)
  const part = (name: keyof typeof live) => html`<div id="live-${name}">${raw(live[name])}</div>`
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>沙盒实验台 - 轻聘</title>
        <link rel="icon" href="data:," />
        ${styleElement}
      </head>
      <body>
        <header>
          <h1>沙盒实验台</h1>
          <p>这里扮演微信、微信支付、腾讯云、阿里云和 DeepSeek，不会真的联系任何人，也不动真钱。</p>
        </header>
        <p id="gone" class="alert" role="alert" hidden>沙盒没有回应。重新启动后，这一页会自动恢复。</p>
        <p id="problem" class="alert" role="alert" hidden></p>
        <main>
          <div class="column">
            <section class="card" aria-labelledby="h-inbox">
              <h2 id="h-inbox">短信收件箱</h2>
              <div aria-live="polite">${part('inbox')}</div>
            </section>
            <section class="card" aria-labelledby="h-account">
              <h2 id="h-account">服务号</h2>
              ${part('account')}
            </section>
            <section class="card" aria-labelledby="h-arrived">
              <h2 id="h-arrived">微信里收到的</h2>
              <div aria-live="polite">${part('arrived')}</div>
            </section>
            <section class="card" aria-labelledby="h-pay">
              <h2 id="h-pay">微信支付</h2>
              ${part('pay')}
            </section>
            ${wechatCard()} ${pictureCard(part('pictures'))} ${faultCard(part('faults'), part('fired'))}
          </div>
          <div class="column">
            ${codeCard()} ${deepseekCard(part('deepseek'))}
            <section class="card" aria-labelledby="h-stored">
              <h2 id="h-stored">对象存储</h2>
              ${part('stored')}
            </section>
            <section class="card" aria-labelledby="h-people">
              <h2 id="h-people">我是谁</h2>
              ${part('people')}
            </section>
            <section class="card" aria-labelledby="h-clock">
              <h2 id="h-clock">时钟</h2>
              ${part('clock')}
              <div class="row wrap">
                ${clockButton('快 5 分钟', { advanceMs: 5 * 60_000 })}
                ${clockButton('快 1 小时', { advanceMs: 3_600_000 })}
                ${clockButton('快 1 天', { advanceMs: 86_400_000 })} ${clockButton('停住', { fixed: 'now' })}
                ${clockButton('恢复', { reset: true })}
              </div>
            </section>
          </div>
        </main>
        ${scriptElement}
      </body>
    </html>`
}
