import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { agreeToPrivacy, refusePrivacy, usePrivacy } from '@/app/privacy'
import { openPrivacyContract } from '@/platform/privacy'
import { AGREE_BUTTON } from '@/platform/privacy.types'
import { Button } from '@/ui/button'
import { Sheet } from '@/ui/sheet'
import { Tap } from '@/ui/tap'
import './privacy-sheet.scss'

/** Each Screen has one; only the Screen in front asks. */
export function PrivacySheet({ front }: { readonly front: boolean }) {
  const waiting = usePrivacy((state) => state.waiting)
  const open = front && waiting.length > 0
  useEffect(() => {
    if (open) waiting.forEach((answer) => answer('shown'))
  }, [open, waiting])
  const footer = (
    <>
      <Button kind="plain" onTap={refusePrivacy}>
        先不同意
      </Button>
      <Button grow id={AGREE_BUTTON} openType="agreePrivacyAuthorization" onAgree={agreeToPrivacy}>
        同意
      </Button>
    </>
  )
  return (
    <Sheet open={open} title="用之前，先说清楚" onClose={refusePrivacy} footer={footer}>
      <View className="q-privacy">
        <View>接下来要用到您的信息，比如手机号、照片、摄像头或麦克风。只用来办您正在办的这件事，不给别人。</View>
        <Tap className="q-privacy__link" role="link" onTap={openPrivacyContract}>
          看《用户隐私保护指引》
        </Tap>
        <View className="q-privacy__note">不同意也能接着看，只是这一步用不了。</View>
      </View>
    </Sheet>
  )
}
