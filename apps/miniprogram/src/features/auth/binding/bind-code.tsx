import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { Image, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { serverNow } from '@/app/clock'
import { Card } from '@/ui/card'
import { formatTime } from '@/ui/format-time'

export type Code = ReplyOf<ContractMap['GET /api/wechat/bind-qrcode/{userId}']>

/** A code whose scan binds a follower to this account, until it expires. */
export function BindCode({ code, name }: { readonly code: Code; readonly name: string }) {
  const { qrCodeUrl, expiresAt } = code
  const [isOver, setOver] = useState(false)
  const [broken, setBroken] = useState(false)
  useEffect(() => {
    setOver(false)
    setBroken(false)
    const timer = setTimeout(() => setOver(true), Math.max(0, Date.parse(expiresAt) - serverNow()))
    return () => clearTimeout(timer)
  }, [qrCodeUrl, expiresAt])
  if (isOver || broken)
    return (
      <Card>
        <View className="auth-code__text">{isOver ? '这个码过期了，请换一个。' : '码没有显示出来，请换一个。'}</View>
      </Card>
    )
  return (
    <Card>
      <View className="auth-code">
        <Image
          className="auth-code__picture"
          src={qrCodeUrl}
          mode="aspectFit"
          showMenuByLongpress
          ariaLabel={`${name}的绑定码`}
          onError={() => setBroken(true)}
        />
        <View className="auth-code__text">长按识别，或用要收提醒的微信扫一扫，再点关注。</View>
        <View className="auth-code__until">
          {formatTime(Date.parse(expiresAt), serverNow())}前有效，只能用一次，别发给别人
        </View>
      </View>
    </Card>
  )
}
