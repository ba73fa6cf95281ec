import { serverNow } from '@/app/clock'
import { View } from '@tarojs/components'
import { isStaffRole } from '@qingpin/contract/core/policy'
import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { useState } from 'react'
import { useActions } from '@/app/use-action'
import { back } from '@/platform/navigate'
import { go, useParams } from '@/app/pages'
import { useAccount } from '@/app/session'
import { copyText } from '@/platform/clipboard'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { Empty } from '@/ui/empty'
import { FieldError } from '@/ui/field-frame'
import { ListEnd } from '@/ui/list-end'
import { MetaLine } from '@/ui/meta-line'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { Tag } from '@/ui/tag'
import { toast } from '@/ui/toast'
import { revokeShare, useShares, type Share } from '../publicity/api'
import { formatUntil, formatViews, stateOf } from '../publicity/format-publicity'
import './shares.scss'

const TITLE = '分享过的链接'

/** Share links with their views: a worker and staff see their own, managers all of one resume. */
function Shares() {
  const { resumeId } = useParams('myShares')
  const account = useAccount()
  const list = useShares(resumeId, account !== undefined)
  const [closing, setClosing] = useState<Share>()
  const { busy, problem, run } = useActions()
  if (!account) return <LoggedOut />
  const close = async () => {
    if (closing && (await run(() => revokeShare(closing.id)))) toast('收回了，再也打不开')
    setClosing(undefined)
  }
  return (
    <Screen
      title={TITLE}
      query={list}
      onEnd={list.loadMore}
      empty={{
        art: 'link-closed',
        title: '还没有分享过',
        text: `公开以后，点“${isStaffRole(account.role) ? '分享给客户' : '分享我的简历'}”\n有没有人看、看了几次，都在这里`,
        action: { text: '回去', onTap: () => void back() },
      }}
    >
      {(shares) => (
        <>
          {problem ? <FieldError {...problem} /> : null}
          {shares.map((share) => (
            <ShareCard key={share.id} share={share} onClose={() => setClosing(share)} />
          ))}
          <ListEnd list={list} />
          <Dialog
            open={closing !== undefined}
            title="收回这个链接吗？"
            text="收到的人再也打不开，收回以后不能恢复。"
            confirm="收回"
            danger
            busy={busy}
            onConfirm={() => void close()}
            onCancel={() => setClosing(undefined)}
          />
        </>
      )}
    </Screen>
  )
}

function ShareCard({ share, onClose }: { readonly share: Share; readonly onClose: () => void }) {
  const now = serverNow()
  const { text, tone } = stateOf(share)
  const { link, mine, createdByName } = share
  const copy = async () => {
    if (link && (await copyText(link))) toast('链接复制好了')
  }
  return (
    <Card>
      <View className="sh-top">
        <View className="sh-top__name">{share.name}</View>
        <Tag tone={tone}>{text}</Tag>
      </View>
      <MetaLine facts={[labelOf(JOB_TYPES, share.jobType), mine ? '我分享的' : `${createdByName ?? '同事'}分享的`]} />
      <View className="sh-views">{formatViews(share, now)}</View>
      <View className="sh-until">{formatUntil(share, now)}</View>
      {share.state === 'open' ? (
        <View className="sh-acts">
          <Button kind="sec2" size="m" icon="copy" onTap={() => void copy()}>
            复制链接
          </Button>
          <Button kind="danger" size="m" onTap={onClose}>
            收回
          </Button>
        </View>
      ) : null}
    </Card>
  )
}

function LoggedOut() {
  return (
    <Screen title={TITLE} pad={false}>
      <Empty art="link-closed" title="登录后看您的分享" action={{ text: '登录', onTap: () => go('login') }} />
    </Screen>
  )
}

export default guardPage(Shares)
