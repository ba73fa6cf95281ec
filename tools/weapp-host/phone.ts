import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import vm from 'node:vm'
import { WAIT_MS } from '../journeys/browser.ts'
import { clockForward } from '../journeys/clock.ts'
import { phoneRealm } from './globals.ts'
import { readTemplates, type Template } from './templates.ts'
import { attribute, linesOf, type Located, patch, textOf, descend, type WireNode } from './tree.ts'
import { payWith, type WxPayer } from './payer.ts'
import { makeWx, type Navigation, type Photo, type WxLog, type WxNetwork, type WxUpdates } from './wx.ts'
import { makePrivacy, type Privacy } from './wx-privacy.ts'
import { makeSubscribe, type Subscribe, type SubscribeAnswer } from './wx-subscribe.ts'

type Methods = Record<string, unknown>
type PageInstance = Methods & { data: { root?: WireNode }; route: string }

export interface PhoneOptions {
  /** The built bundle. */
  dist: string
  api: string
  loginCode?: () => string
  payer?: WxPayer
  /** What an app that ran before has stored on this phone. */
  stored?: Map<string, unknown>
  /** Whether there is a network when the app starts; there is one unless said otherwise. */
  online?: boolean
  /** Whether the person has yet to agree to the privacy contract. */
  asksPrivacy?: boolean
  /** The size of type that is set in WeChat; 1, normal, unless said otherwise. */
  typeScale?: number
  /** What the person answers for a template of subscribe messages; undefined where she has switched all off. */
  subscribes?: (templateId: string) => SubscribeAnswer | undefined
}

/**
 * Boots a WeChat bundle in a realm with a phone's globals and drives it by what a person sees: texts, labels, taps and
 * typing. Nothing is drawn; the tree is what the app sent through setData.
 */
export class Phone {
  readonly log: WxLog = { requests: [], underWay: 0, calls: [], opened: [], uploads: [] }
  readonly #album: Photo[] = []
  readonly errors: string[] = []
  readonly setData: { page: string; bytes: number }[] = []
  readonly stored: Map<string, unknown>
  readonly #network: WxNetwork
  readonly #updates: WxUpdates = { ready: new Set(), failed: new Set() }
  readonly #privacy: Privacy
  readonly subscribe: Subscribe
  readonly #dist: string
  readonly #realm: vm.Context
  readonly #templates: Map<string, Template>
  readonly #modules = new Map<string, { exports: unknown }>()
  readonly #stack: PageInstance[] = []
  readonly #definitions = new Map<string, Methods>()
  #app: Methods = {}
  #definition: Methods = {}

  constructor(options: PhoneOptions) {
    const {
      dist,
      api,
      loginCode = () => 'code',
      payer,
      stored = new Map(),
      online = true,
      asksPrivacy = false,
      typeScale = 1,
      subscribes = () => 'reject',
    } = options
    this.#dist = dist
    this.stored = stored
    this.#network = { up: online, listeners: new Set() }
    this.#privacy = makePrivacy(asksPrivacy, this.log.calls)
    this.subscribe = makeSubscribe(this.log.calls, subscribes)
    this.#templates = readTemplates(readFileSync(join(dist, 'base.wxml'), 'utf8'))
    const define = (definition: Methods) => {
      this.#definition = definition
    }
    this.#realm = phoneRealm(
      {
        wx: makeWx({
          api,
          loginCode,
          log: this.log,
          pay: (asked) => payWith(payer, asked),
          stored,
          network: this.#network,
          privacy: this.#privacy,
          subscribe: this.subscribe,
          updates: this.#updates,
          album: this.#album,
          typeScale,
          open: (kind, url) => this.#followed(kind, url),
          back: () => this.#back(),
        }),
        App: (definition: Methods) => {
          this.#app = definition
        },
        Page: define,
        Component: define,
        Behavior: (definition: Methods) => definition,
        getApp: () => this.#app,
        getCurrentPages: () => this.#stack,
        requirePlugin: () => ({}),
        __wxConfig: {},
      },
      (what) => {
        // React says here what broke off a page.
        this.errors.push(String((what as Error | undefined)?.stack ?? what))
      },
    )
    this.#load('app.js')
    const launch = { path: 'pages/home/index', query: {}, scene: 1001 }
    this.#call(this.#app, 'onLaunch', launch)
    this.#call(this.#app, 'onShow', launch)
  }

  get appConfig(): { pages: string[]; subPackages: { root: string; pages: string[] }[] } {
    return JSON.parse(readFileSync(join(this.#dist, 'app.json'), 'utf8')) as never
  }

  /** Whether a name exists for the app's code. */
  has(name: string): boolean {
    return vm.runInContext(`typeof ${name} !== 'undefined'`, this.#realm) as boolean
  }

  /** Puts before the camera what is taken next; without anything the picker is closed. */
  photograph(photo: Photo): void {
    this.#album.push(photo)
  }

  /** Opens a page and waits for its first picture. */
  async open(url: string): Promise<void> {
    const [path = '', query = ''] = url.replace(/^\//, '').split('?')
    if (this.#hasPage(path)) this.#navigate('navigateTo', url)
    else {
      // WeChat hands the parameters on as they stand in the address.
      const raw = query.split('&').flatMap((pair) => (pair ? [pair.split('=') as [string, string]] : []))
      const missing = { path, query: Object.fromEntries(raw), isEntryPage: this.#stack.length === 0 }
      this.#call(this.#app, 'onPageNotFound', missing)
    }
    await this.#until(
      () => this.text() || undefined,
      () => `${url} stays empty`,
    )
  }

  #hasPage(path: string): boolean {
    const { pages, subPackages } = this.appConfig
    return [...pages, ...subPackages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))].includes(path)
  }

  get route(): string {
    return this.#stack.at(-1)?.route ?? ''
  }

  /** Everything readable on the page in front. */
  text(): string {
    const root = this.#stack.at(-1)?.data.root
    return root ? linesOf(root).join('\n') : ''
  }

  /** Taps what carries the words: as its whole text, as part of it, or as its label. */
  async tap(words: string): Promise<void> {
    const target = await this.#until(
      () => this.#find(words),
      () => `nothing says ${words} on ${this.route}; it says:\n${this.text()}`,
    )
    const path = [target.node, ...target.above]
    const tappable = path.filter((node) => this.#template(node)?.events.has('tap') && node.nn !== 'root')
    if (tappable.length === 0) throw new Error(`nothing that can be tapped says ${words}`)
    const own = tappable[0] as WireNode
    if (this.#attribute(own, 'open-type') === 'agreePrivacyAuthorization') {
      this.#privacy.tapped(own.uid ?? '')
      this.#fire(own, 'agreeprivacyauthorization', {})
    } else this.subscribe.inTap(() => this.#fire(own, 'tap', { x: 0, y: 0 }))
    await this.settle()
  }

  /** Goes back by the system's key or gesture. */
  async goBack(): Promise<void> {
    this.#back()
    await this.settle()
  }

  /** Puts the clock of the phone forward. */
  forward(ms: number): void {
    vm.runInContext(clockForward(ms), this.#realm)
  }

  /** The network goes away, or comes back. */
  connect(up: boolean): void {
    this.#network.up = up
    for (const listener of this.#network.listeners) listener({ isConnected: up, networkType: up ? 'wifi' : 'none' })
  }

  /** WeChat has fetched a new version of the app, or could not. */
  offerUpdate(fetched: boolean): void {
    for (const listener of fetched ? this.#updates.ready : this.#updates.failed) listener()
  }

  /** The person's answer to WeChat's question behind a phone button; undefined is a refusal. */
  async answerPhoneButton(words: string, code: string | undefined): Promise<void> {
    const isButton = (node: WireNode) => this.#attribute(node, 'open-type') === 'getPhoneNumber'
    const found = await this.#until(
      () => this.#nodes().find(({ node }) => isButton(node) && textOf(node).includes(words)),
      () => `there is no phone button ${words} on ${this.route}; it says:\n${this.text()}`,
    )
    const detail =
      code === undefined ? { errMsg: 'getPhoneNumber:fail user deny' } : { errMsg: 'getPhoneNumber:ok', code }
    this.#fire(found.node, 'getphonenumber', detail)
    await this.settle()
  }

  /** Types into the field with this label or placeholder, character by character. */
  async fill(label: string, text: string): Promise<void> {
    const node = await this.#field(label)
    let value = ''
    for (const letter of text) {
      value += letter
      this.#fire(node, 'input', { value, cursor: value.length, keyCode: 0 })
    }
    await this.settle()
  }

  /** One keystroke, after which the field holds this. */
  async type(label: string, value: string): Promise<void> {
    this.#fire(await this.#field(label), 'input', { value, cursor: value.length, keyCode: 0 })
    await this.settle()
  }

  async #field(label: string): Promise<WireNode> {
    const isField = ({ node }: Located) =>
      ['input', 'textarea'].includes(this.#template(node)?.tag ?? '') &&
      [this.#attribute(node, 'aria-label'), this.#attribute(node, 'placeholder')].includes(label)
    const field = await this.#until(
      () => this.#nodes().find(isField),
      () => `there is no field ${label} on ${this.route}`,
    )
    return field.node
  }

  /** Waits until the page says something; fails with what it says instead. */
  async sees(words: string): Promise<void> {
    const says = () => this.text().includes(words) || undefined
    await this.#until(says, () => `never saw ${words} on ${this.route}; it says:\n${this.text()}`)
  }

  /** The properties of a native component of the page in front; undefined when there is no such component. */
  async native(tag: string, names: readonly string[]): Promise<Record<string, unknown>> {
    const found = await this.#until(
      () => this.#nodes().find(({ node }) => this.#template(node)?.tag === tag),
      () => `there is no ${tag} on ${this.route}`,
    )
    return Object.fromEntries(names.map((name) => [name, this.#attribute(found.node, name)]))
  }

  /** Lets timers, promises and answers of setData run. */
  settle(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 30))
  }

  #template = (node: WireNode) => this.#templates.get(node.nn ?? '')
  #attribute = (node: WireNode, name: string) => attribute(this.#templates, node, name)

  #nodes(): Located[] {
    const root = this.#stack.at(-1)?.data.root
    return root ? [...descend(root)] : []
  }

  async #until<T>(look: () => T | undefined, complaint: () => string): Promise<T> {
    const end = Date.now() + WAIT_MS
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (Date.now() > end) throw new Error([complaint(), ...this.errors].join('\n'))
      await this.settle()
    }
  }

  #find(words: string): Located | undefined {
    const nodes = this.#nodes()
    const labelled = nodes.filter(({ node }) => this.#attribute(node, 'aria-label') === words)
    const whole = nodes.filter(({ node }) => textOf(node).trim() === words)
    const part = nodes.filter(({ node }) => typeof node.v === 'string' && node.v.includes(words))
    return labelled.at(-1) ?? whole.at(-1) ?? part.at(-1)
  }

  #fire(node: WireNode, type: string, detail: object): void {
    const id = node.uid ?? node.sid ?? ''
    const target = { id, dataset: { sid: node.sid } }
    const event = {
      type,
      detail,
      timeStamp: Date.now(),
      target,
      currentTarget: target,
      touches: [],
      changedTouches: [],
      mark: {},
    }
    this.#call(this.#stack.at(-1) ?? {}, 'eh', event)
  }

  #call(on: Methods, name: string, argument?: unknown): void {
    const method = on[name]
    if (typeof method !== 'function') return
    try {
      method.call(on, argument)
    } catch (error) {
      this.errors.push(`${name}: ${(error as Error).stack ?? String(error)}`)
    }
  }

  #load(file: string): unknown {
    const known = this.#modules.get(file)
    if (known) return known.exports
    const path = join(this.#dist, file)
    if (!existsSync(path)) throw new Error(`module ${file} is not in the bundle`)
    const module = { exports: {} }
    this.#modules.set(file, module)
    const run = vm.runInContext(
      `(function (require, module, exports) {${readFileSync(path, 'utf8')}\n})`,
      this.#realm,
      { filename: file },
    )
    const require = (name: string) => this.#load(join(dirname(file), name.endsWith('.js') ? name : `${name}.js`))
    run(require, module, module.exports)
    return module.exports
  }

  #navigate(kind: Navigation, url: string): void {
    const [path = '', query = ''] = url.replace(/^\//, '').split('?')
    const before = this.#stack.at(-1)
    if (before) this.#call(before, 'onHide')
    if (kind === 'redirectTo') this.#drop(1)
    if (kind === 'reLaunch' || kind === 'switchTab') this.#drop(this.#stack.length)
    const definition = this.#pageDefinition(path)
    const data: PageInstance['data'] = {}
    const page: PageInstance = Object.assign({}, definition.methods, definition, {
      data,
      route: path,
      __route__: path,
      options: Object.fromEntries(new URLSearchParams(query)),
      selectComponent: () => null,
      createSelectorQuery: () => (this.#realm.wx as { createSelectorQuery: () => unknown }).createSelectorQuery(),
      setData: (changes: Record<string, unknown>, done?: () => void) => {
        const sent = JSON.stringify(changes)
        this.setData.push({ page: path, bytes: Buffer.byteLength(sent) })
        for (const [key, value] of Object.entries(JSON.parse(sent) as Record<string, unknown>)) patch(data, key, value)
        if (done) setTimeout(done, 0)
      },
    })
    this.#stack.push(page)
    this.#call(page, 'onLoad', page.options)
    this.#call(page, 'onShow')
    setTimeout(() => this.#call(page, 'onReady'), 0)
  }

  /** The app gets an event for a page that cannot be opened, and so does the test. */
  #followed(kind: Navigation, url: string): void {
    try {
      this.#navigate(kind, url)
    } catch (error) {
      this.errors.push(`${kind} ${url}: ${(error as Error).message}`)
      throw error
    }
  }

  /** What a page's file registered; the file runs once, however often the page is opened. */
  #pageDefinition(path: string): Methods {
    const known = this.#definitions.get(path)
    if (known) return known
    this.#load(`${path}.js`)
    this.#definitions.set(path, this.#definition)
    return this.#definition
  }

  /** As WeChat does for its key, its gesture and `navigateBack`: a page-container that is shown goes, not its page. */
  #back(): void {
    const container = this.#nodes().find(({ node }) => this.#template(node)?.tag === 'page-container')
    if (container && this.#attribute(container.node, 'show') === true) {
      this.#fire(container.node, 'afterleave', {})
      return
    }
    if (this.#stack.length < 2) return
    this.#drop(1)
    const page = this.#stack.at(-1)
    if (page) this.#call(page, 'onShow')
  }

  #drop(count: number): void {
    for (let i = 0; i < count; i++) {
      const page = this.#stack.pop()
      if (page) this.#call(page, 'onUnload')
    }
  }
}
