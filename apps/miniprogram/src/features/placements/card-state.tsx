import { View } from '@tarojs/components'
import { Button } from '@/ui/button'
import { FieldError } from '@/ui/field-frame'
import { problemOf } from '@/ui/read-error'
import { Bone } from '@/ui/skeleton'
import './placements.scss'

/** What stands in a card of placements until they are there. */
export function CardState({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (error === undefined)
    return (
      <View className="pl-bones">
        <Bone width={48} height="m" />
        <Bone width={80} />
      </View>
    )
  return (
    <View className="pl-error">
      <FieldError {...problemOf(error, (title) => `上户没取到：${title}`)} />
      <Button kind="plain" size="m" onTap={onRetry}>
        再试一次
      </Button>
    </View>
  )
}
