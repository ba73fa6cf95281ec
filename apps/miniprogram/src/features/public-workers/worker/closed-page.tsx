import { View } from '@tarojs/components'
import { CallAgency } from '@/app/agency'
import { replace } from '@/app/pages'
import { Empty } from '@/ui/empty'
import { Screen } from '@/app/shell/screen'
import './worker-page.scss'

interface ClosedPageProps {
  readonly title: string
  readonly text: string
}

/** For a worker or a share that is not public (any more), with a link to the list. */
export function ClosedPage({ title, text }: ClosedPageProps) {
  return (
    <Screen title="阿姨简历" pad={false}>
      <Empty
        art="link-closed"
        title={title}
        text={text}
        action={{ text: '看别的阿姨', onTap: () => replace('workers') }}
      />
      <View className="wp__help">
        <CallAgency>打电话问</CallAgency>
      </View>
    </Screen>
  )
}
