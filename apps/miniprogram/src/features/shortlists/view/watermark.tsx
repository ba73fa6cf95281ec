import { View } from '@tarojs/components'

const escaped = (text: string): string => text.replace(/[<>&'"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`)

/** A tile with the words at −16°, repeated. A mask, so that the colour is that of the theme. */
const tileOf = (words: string): string => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="190" height="96"><text x="8" y="70" font-size="13" font-family="sans-serif" transform="rotate(-16 8 70)">${escaped(words)}</text></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}

interface WatermarkProps {
  readonly words: string
  readonly photo?: boolean
}

/** Whom a list was made for, over everything that can be read. It takes no touch. */
export function Watermark({ words, photo = false }: WatermarkProps) {
  const maskImage = tileOf(words)
  return <View className={photo ? 'sl-wm sl-wm--photo' : 'sl-wm'} style={{ maskImage, WebkitMaskImage: maskImage }} />
}
