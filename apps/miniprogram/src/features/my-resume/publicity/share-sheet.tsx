import { serverNow } from '@/app/clock'
import { Image, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useActions } from '@/app/use-action'
import { useIdempotencyKey } from '@/app/idempotency'
import { mediaUrl } from '@/platform/api-address'
import { copyText } from '@/platform/clipboard'
import { hasWechat } from '@/platform/login-code'
import { showPictures } from '@/platform/local-file'
import { offerShare } from '@/platform/share'
import { Button } from '@/ui/button'
import { Chips } from '@/ui/chips'
import { FieldError } from '@/ui/field-frame'
import { QrCode } from '@/ui/qr-code'
import { formatDeadline } from '@/ui/format-time'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import { makeShare, type NewShare } from './api'
import { HOURS } from './format-publicity'
import './publicity.scss'

interface ShareSheetProps {
  readonly open: boolean
  readonly resumeId: string
  /** The public name, for the card in a chat. */
  readonly name: string
  readonly onClose: () => void
}

/** Asks for the lifetime, then shows the link to copy, to scan, and in WeChat to forward. */
export function ShareSheet({ open, resumeId, name, onClose }: ShareSheetProps) {
  const [hours, setHours] = useState<string>('72')
  const [made, setMade] = useState<NewShare>()
  const [count, setCount] = useState(0)
  const { busy, problem, run } = useActions()
  const keyFor = useIdempotencyKey()
  useEffect(() => {
    if (open) setMade(undefined)
  }, [open])
  const make = () =>
    run(async () => {
      // A repeated try is the same link; after one was made, the next with the same lifetime is another one.
      const share = await makeShare(resumeId, Number(hours), keyFor({ resumeId, hours, count }))
      setCount(count + 1)
      offerShare({ title: `${name}的简历`, path: share.path })
      setMade(share)
    })
  const copy = async (link: string) => {
    if (await copyText(link)) toast('链接复制好了')
  }
  const footer = made ? (
    <>
      <Button kind={hasWechat ? 'plain' : 'primary'} grow={!hasWechat} icon="copy" onTap={() => void copy(made.link)}>
        复制链接
      </Button>
      {hasWechat ? (
        <Button grow icon="share" openType="share">
          转发给客户
        </Button>
      ) : null}
    </>
  ) : (
    <Button grow icon="link" busy={busy} busyText="生成中" onTap={() => void make()}>
      生成链接
    </Button>
  )
  return (
    <Sheet open={open} title="分享简历" onClose={onClose} footer={footer}>
      {made ? <Made share={made} /> : <Ask hours={hours} onHours={setHours} />}
      {problem ? <FieldError {...problem} /> : null}
    </Sheet>
  )
}

interface AskProps {
  readonly hours: string
  readonly onHours: (hours: string) => void
}

function Ask({ hours, onHours }: AskProps) {
  return (
    <View className="pub-ask">
      <View className="pub-ask__title">链接管多久</View>
      <Chips<string> ground="surface" options={HOURS} value={[hours]} onTap={onHours} />
      <View className="pub-words">打开的人不用登录。没同意公开的名字、号码和照片照样盖住，随时可以收回。</View>
    </View>
  )
}

function Made({ share }: { readonly share: NewShare }) {
  const poster = mediaUrl(`/api/resumes/shared/${share.token}/poster`)
  return (
    <View className="pub-made">
      {hasWechat ? (
        <Image
          className="pub-made__code"
          src={mediaUrl(`/api/resumes/shared/${share.token}/code`)}
          mode="aspectFit"
          ariaLabel="小程序码"
        />
      ) : (
        <QrCode text={share.link} label="分享二维码" />
      )}
      <View className="pub-made__text">
        <View>扫一扫就能看</View>
        <View>到{formatDeadline(Date.parse(share.expireAt), serverNow())}为止</View>
      </View>
      <Button kind="text" size="m" icon="image" onTap={() => showPictures([poster], poster)}>
        看海报，长按可以存
      </Button>
    </View>
  )
}
