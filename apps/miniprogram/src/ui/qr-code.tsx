import { Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import { encode } from 'uqr'
import './qr-code.scss'

const QUIET = 2

/** One stroke for each run of dark squares: a sixth of the data of one shape for each square, which setData carries. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  let path = ''
  rows.forEach((row, y) => {
    let x = 0
    let at = -1
    while (x < row.length) {
      const from = x
      while (row[x] === row[from] && x < row.length) x += 1
      if (!row[from]) continue
      path += at < 0 ? `M${from} ${y}.5` : `m${from - at} 0`
      path += `h${x - from}`
      at = x
    }
  })
  return path
}

export function qrSource(text: string, side: number): string {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  // The size is set, because an image element without one takes a size of its own.
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' width='${side}' height='${side}' viewBox='0 0 ${size} ${size}'>` +
    `<path fill='#fff' d='M0 0h${size}v${size}H0'/>` +
    `<path stroke='#16211e' shape-rendering='crispEdges' d='${pathOf(data)}'/></svg>`
  return `data:image/svg+xml,${svg.replace(/[<>#"% ]/g, encodeURIComponent)}`
}

const SIDE = 232

/** A QR code, always dark on white, because cameras expect it in dark mode too. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const source = useMemo(() => qrSource(text, SIDE), [text])
  return (
    <View className="q-qr" role="img" ariaLabel={label}>
      <Image className="q-qr__img" src={source} mode="scaleToFill" />
    </View>
  )
}
