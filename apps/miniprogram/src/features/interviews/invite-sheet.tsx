import { Image, View } from '@tarojs/components'
import { SEAT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { renderSVG } from 'uqr'
import { copyText } from '@/platform/clipboard'
import { Button } from '@/ui/button'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import type { Invite } from './api'
import { sayWhen } from './say-room'
import './invite-sheet.scss'

export function sayInvite({ open, expiresAt, uses, maxUses }: Invite, now: number): string {
  if (!open) return uses >= maxUses ? `${maxUses}人都用过了` : '已经关上'
  return `${sayWhen(Date.parse(expiresAt), now)}前有效，已用${uses}/${maxUses}`
}

const picture = (link: string) => `data:image/svg+xml,${encodeURIComponent(renderSVG(link, { border: 2 }))}`

export interface InviteSheetProps {
  readonly invite: Invite | undefined
  readonly onClose: () => void
  readonly onRevoke: (id: string) => void
}

/** A link for one role: to copy, to scan, to close again. */
export function InviteSheet({ invite, onClose, onRevoke }: InviteSheetProps) {
  const copy = async (link: string) => {
    if (await copyText(link)) toast('链接复制好了')
  }
  return (
    <Sheet
      open={invite !== undefined}
      title={invite ? `邀请${SEAT_ROLE_LABELS[invite.role]}` : '邀请'}
      onClose={onClose}
      footer={
        invite ? (
          <>
            <Button kind="danger" onTap={() => onRevoke(invite.id)}>
              关掉
            </Button>
            <Button grow icon="copy" onTap={() => void copy(invite.link)}>
              复制链接
            </Button>
          </>
        ) : undefined
      }
    >
      {invite ? (
        <View className="is-box">
          <Image className="is-box__qr" src={picture(invite.link)} ariaLabel="邀请二维码" />
          <View className="is-box__text">{sayInvite(invite, Date.now())}</View>
          <View className="is-box__text">对方点链接或扫一扫就能进，不用登录。</View>
        </View>
      ) : null}
    </Sheet>
  )
}
