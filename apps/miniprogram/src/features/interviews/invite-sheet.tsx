import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { PARTICIPANT_ROLE_LABELS } from '@qingpin/contract/interviews/interviews.enums'
import { useState } from 'react'
import { copyText } from '@/platform/clipboard'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { QrCode } from '@/ui/qr-code'
import { Sheet } from '@/ui/sheet'
import { toast } from '@/ui/toast'
import type { Interview, Invite } from './api'
import { formatInvitation, formatInvite } from './format-room'
import './invite-sheet.scss'

export interface InviteSheetProps {
  readonly interview: Interview
  readonly invite: Invite | undefined
  readonly onClose: () => void
  readonly onRevoke: (id: string) => void
}

/** The link of an invitation, to copy or scan, and its revocation. */
export function InviteSheet({ interview, invite, onClose, onRevoke }: InviteSheetProps) {
  const [revoking, setRevoking] = useState(false)
  const copy = async (link: string) => {
    if (await copyText(formatInvitation(interview, link, serverNow()))) toast('邀请复制好了')
  }
  const role = invite ? PARTICIPANT_ROLE_LABELS[invite.role] : ''
  return (
    <>
      <Sheet
        open={invite !== undefined}
        title={`邀请${role}`}
        onClose={onClose}
        footer={
          invite ? (
            <>
              <Button kind="danger" onTap={() => setRevoking(true)}>
                作废链接
              </Button>
              <Button grow icon="copy" onTap={() => void copy(invite.link)}>
                复制邀请
              </Button>
            </>
          ) : undefined
        }
      >
        {invite ? (
          <View className="is-box">
            <QrCode text={invite.link} label="邀请二维码" />
            <View className="is-box__text">{formatInvite(invite, serverNow())}</View>
            <View className="is-box__text">对方点链接或扫一扫就能敲门，不用登录。</View>
          </View>
        ) : null}
      </Sheet>
      <Dialog
        open={revoking && invite !== undefined}
        title="作废这个链接吗？"
        text="还没进来的人用不了它，已经进来的不受影响。"
        confirm="作废"
        danger
        onConfirm={() => {
          setRevoking(false)
          if (invite) onRevoke(invite.id)
        }}
        onCancel={() => setRevoking(false)}
      />
    </>
  )
}
