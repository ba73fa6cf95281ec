import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { useShare } from '@/platform/share'
import type { ShareCard } from '@/platform/share.types'

export type Sharing = ShareCard

/** In WeChat the card of the page, in a browser its address. */
export function ShareButton(card: Sharing) {
  const copyAddress = useShare(card)
  const copy = async () => {
    if (await copyAddress?.()) toast('链接复制好了')
  }
  return (
    <Button
      kind="tool"
      icon={copyAddress ? 'link' : 'share'}
      openType={copyAddress ? undefined : 'share'}
      onTap={() => void copy()}
    >
      {copyAddress ? '复制链接' : '转发'}
    </Button>
  )
}
