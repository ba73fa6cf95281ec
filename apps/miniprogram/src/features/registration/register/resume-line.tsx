import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { dropPendingCard } from '../pending-card'
import { currentDraft, dropDraft, restoreDraft } from '../draft'

interface ResumeLineProps {
  readonly step: number
  readonly onClose: () => void
}

/** Shows a returning worker the step of the draft, with a button to start again. */
export function ResumeLine({ step, onClose }: ResumeLineProps) {
  const startOver = () => {
    const before = currentDraft()
    dropDraft()
    dropPendingCard()
    onClose()
    toast('已清空', { run: () => restoreDraft(before) })
  }
  return (
    <View className="reg-back">
      <View className="reg-back__text">上次填到第{step}步</View>
      <View className="reg-back__acts">
        <Button kind="plain" size="s" onTap={startOver}>
          从头填
        </Button>
        <Button kind="sec2" size="s" onTap={onClose}>
          接着填
        </Button>
      </View>
    </View>
  )
}
