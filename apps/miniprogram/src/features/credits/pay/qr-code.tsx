import { Image, View } from '@tarojs/components'
import { useMemo } from 'react'
import { renderSVG } from 'uqr'

/** A QR code: always dark on white, for cameras take no notice of dark mode. */
export function QrCode({ text }: { readonly text: string }) {
  const source = useMemo(() => {
    const svg = renderSVG(text, { ecc: 'M', border: 2, whiteColor: '#ffffff', blackColor: '#16211e' })
    // It says only how it is divided; without a size an image element takes one of its own.
    return `data:image/svg+xml,${encodeURIComponent(svg.replace('<svg ', '<svg width="232" height="232" '))}`
  }, [text])
  return (
    <View className="pay-qr" role="img" ariaLabel="付款码">
      <Image className="pay-qr__img" src={source} mode="scaleToFill" />
    </View>
  )
}
