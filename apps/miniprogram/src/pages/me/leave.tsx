import { useState } from 'react'
import { useAction } from '@/app/use-action'
import { signOut } from '@/app/sign-in'
import { Card } from '@/ui/card'
import { Dialog } from '@/ui/dialog'
import { Row } from '@/ui/row'
import { toast } from '@/ui/toast'

/** The logout, last on the page, apart from what is tapped every day. */
export function Leave() {
  const [asking, setAsking] = useState(false)
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
        text="没提交的登记草稿还留在这部手机上。"
        confirm="退出"
        busy={busy}
        onConfirm={() => void leave()}
        onCancel={() => setAsking(false)}
      />
    </Card>
  )
}
