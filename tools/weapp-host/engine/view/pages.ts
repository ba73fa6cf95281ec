import type { CodeSpace } from 'glass-easel-miniprogram-adapter'
import type { Navigation } from '../../wx.ts'
import { fire } from './fields.ts'
import { countSetData, type Framework, type Instance } from './framework.ts'
import { complain, delivered } from './report.ts'
import { wear } from './styles.ts'

interface Shown {
  path: string
  instance: Instance
  holder: HTMLElement
  release: () => void
}

/** WeChat opens at most so many pages on top of one another. */
const MAX_DEPTH = 10

/** The pages that are open, as WeChat keeps them: tabs stay alive beside each other, other pages lie in a pile. */
export class Pages {
  readonly space: CodeSpace
  readonly #backend: Framework['backend']
  readonly #load: (file: string) => unknown
  readonly #known: ReadonlySet<string>
  readonly #tabs: ReadonlySet<string>
  readonly #livingTabs = new Map<string, Shown>()
  #pile: Shown[] = []

  constructor({ space, backend }: Framework, known: string[], load: (file: string) => unknown) {
    this.space = space
    this.#backend = backend
    this.#load = load
    this.#known = new Set(known)
    this.#tabs = new Set((delivered.app.tabBar?.list ?? []).map(({ pagePath }) => pagePath))
  }

  get instances(): Instance[] {
    return this.#pile.map(({ instance }) => instance)
  }
  get routes(): string[] {
    return this.#pile.map(({ path }) => path)
  }

  open(kind: Navigation, url: string): void {
    const [path = '', query = ''] = url.replace(/^\//, '').split('?')
    if (!this.#known.has(path)) throw new Error(`page "${path}" is not found`)
    const isTab = this.#tabs.has(path)
    if (isTab && (kind === 'navigateTo' || kind === 'redirectTo')) throw new Error('can not navigateTo a tabbar page')
    if (!isTab && kind === 'switchTab') throw new Error('can not switch to no-tabBar page')
    if (kind === 'navigateTo' && this.#pile.length >= MAX_DEPTH) throw new Error('webview count limit exceed')

    const before = this.#pile.at(-1)
    if (before) this.#hide(before)
    if (kind === 'redirectTo') this.#drop(1)
    if (kind === 'switchTab' || kind === 'reLaunch') this.#clear(kind === 'reLaunch')
    const living = this.#livingTabs.get(path)
    if (living) this.#show(living)
    else this.#create(path, Object.fromEntries(new URLSearchParams(query)), isTab)
  }

  /** As WeChat does for its key, its gesture and `navigateBack`: a page-container that is shown goes, not its page. */
  back(): void {
    const container = this.#pile.at(-1)?.holder.querySelector('page-container[show]')
    if (container) return fire(container, 'afterleave', {})
    if (this.#pile.length < 2) throw new Error('cannot navigate back at first page')
    this.#drop(1)
    const top = this.#pile.pop()
    if (top) this.#show(top)
  }

  #create(path: string, query: object, isTab: boolean): void {
    this.#loadComponents(path)
    this.#load(`${path}.js`)
    const root = this.#backend.createRoot('page', this.space, path)
    const instance = root.get() as unknown as Instance
    Object.assign(instance, { route: path, __route__: path, options: query })
    countSetData(instance, path)
    const holder = document.createElement('div')
    const place = document.createElement('i')
    holder.append(place)
    document.body.append(holder)
    const shown = { path, instance, holder, release: () => root.release() }
    if (isTab) this.#livingTabs.set(path, shown)
    this.#pile.push(shown)
    wear(path)
    this.#call(shown, 'onLoad', query)
    root.attach(holder as never, place as never)
    this.#call(shown, 'onShow')
    setTimeout(() => this.#call(shown, 'onReady'), 0)
  }

  #show(shown: Shown): void {
    this.#pile.push(shown)
    shown.holder.style.display = ''
    wear(shown.path)
    this.#call(shown, 'onShow')
  }

  #hide(shown: Shown): void {
    this.#call(shown, 'onHide')
    shown.holder.style.display = 'none'
  }

  #clear(tabsToo: boolean): void {
    this.#drop(this.#pile.filter(({ path }) => !this.#livingTabs.has(path)).length)
    this.#pile = []
    if (!tabsToo) return
    for (const shown of this.#livingTabs.values()) this.#end(shown)
    this.#livingTabs.clear()
  }

  #drop(count: number): void {
    for (let i = 0; i < count; i++) {
      const shown = this.#pile.pop()
      if (shown) this.#end(shown)
    }
  }

  #end(shown: Shown): void {
    this.#call(shown, 'onUnload')
    shown.release()
    shown.holder.remove()
  }

  #loadComponents(part: string): void {
    for (const path of Object.values(delivered.parts[part]?.usingComponents ?? {})) {
      const target = new URL(path, `http://bundle/${part}`).pathname.slice(1)
      if (target === part) continue
      this.#load(`${target}.js`)
      this.#loadComponents(target)
    }
  }

  #call({ instance, path }: Shown, name: string, argument?: unknown): void {
    const method = instance[name]
    if (typeof method !== 'function') return
    try {
      method.call(instance, argument)
    } catch (error) {
      complain(`${name} of ${path}`, error)
    }
  }
}
