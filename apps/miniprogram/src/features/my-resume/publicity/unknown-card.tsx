import { View } from '@tarojs/components'
import { Card } from '@/ui/card'
import { readError } from '@/ui/read-error'
import { Row } from '@/ui/row'
import { Bone } from '@/ui/skeleton'

interface UnknownCardProps {
  readonly title: string
  readonly error: unknown
  readonly onRetry: () => void
}

/** Stands in for a card while its content is loading or has failed to load. */
export function UnknownCard({ title, error, onRetry }: UnknownCardProps) {
  return (
    <Card title={title}>
      {error === undefined ? (
        <View className="q-skel__lines">
          <Bone width={62} height="m" />
          <Bone width={44} />
        </View>
      ) : (
        <Row title={readError(error).title} note="点这里再试一次" opens={false} onTap={onRetry} />
      )}
    </Card>
  )
}
