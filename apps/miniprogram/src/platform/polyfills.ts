// What the sources use and iOS 12 and the engines of that time lack. Imported first, for its effect alone.

type Loose = Record<string, unknown>

/** Like the engine's own: not found by `for … in`. */
function add(target: object, name: string, value: unknown): void {
  if ((target as Loose)[name] === undefined) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false })
  }
}

function at(this: ArrayLike<unknown>, index: number): unknown {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? this.length + whole : whole]
}
add(Array.prototype, 'at', at)
add(String.prototype, 'at', at)

add(Array.prototype, 'flat', function flat(this: unknown[], depth = 1): unknown[] {
  const items: unknown[] = []
  for (const item of this) {
    if (Array.isArray(item) && depth >= 1) items.push(...(flat.call(item, depth - 1) as unknown[]))
    else items.push(item)
  }
  return items
})

add(Array.prototype, 'flatMap', function flatMap(this: unknown[], map: (item: unknown, at: number) => unknown) {
  return this.map((item, index) => map(item, index)).reduce<unknown[]>((all, item) => all.concat(item), [])
})

add(Object, 'fromEntries', (entries: Iterable<readonly [string, unknown]>): Loose => {
  const object: Loose = {}
  for (const [key, value] of entries) object[key] = value
  return object
})

add(Object, 'hasOwn', (object: object, key: PropertyKey): boolean => Object.prototype.hasOwnProperty.call(object, key))

add(String.prototype, 'replaceAll', function replaceAll(this: string, from: string | RegExp, to: string): string {
  return typeof from === 'string' ? this.split(from).join(to) : this.replace(from, to)
})

add(Promise.prototype, 'finally', function then(this: Promise<unknown>, done: () => unknown) {
  return this.then(
    async (value) => {
      await done()
      return value
    },
    async (reason: unknown) => {
      await done()
      throw reason
    },
  )
})
