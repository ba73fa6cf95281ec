import { useState } from 'react'
import { useOutbox } from '@/app/outbox/outbox'
import { go } from '@/app/pages'
import { useAction } from '@/app/use-action'
import { signOut } from '@/app/sign-in'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { Row } from '@/ui/row'
import { toast } from '@/ui/toast'

/** The logout, last on the page, apart from what is tapped every day. */
export function Leave() {
  const [asking, setAsking] = useState(false)
  const waiting = useOutbox(({ items }) => items.length)
  const { run: leave, busy } = useAction(async () => {
    await signOut()
    setAsking(false)
    toast('已退出')
  })
  return (
    <Card pad="rows">
      <Row icon="lock" title="退出登录" opens={false} onTap={() => setAsking(true)} />
      <Dialog
        open={asking}
        title="退出登录？"
        text={
          waiting > 0
            ? `还有${waiting}条没发出去，会存在这部手机上，等您下次登录接着发。`
            : '没提交的登记草稿还留在这部手机上。'
        }
        other={waiting > 0 ? { text: '先看看', onTap: () => go('outbox') } : undefined}
        confirm="退出"
        busy={busy}
        onConfirm={() => void leave()}
        onCancel={() => setAsking(false)}
      />
    </Card>
  )
}
