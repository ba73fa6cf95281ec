import { View } from '@tarojs/components'
import { useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { Screen } from '@/app/shell/screen'
import { withPermission } from '@/app/shell/with-permission'
import { useVisibleInterval } from '@/app/use-visible-interval'
import { useImport, type Import } from '../tables/api'
import { Draft } from './draft'
import { Result } from './result'
import '../tables/tables.scss'

const TITLE = '导入客户'
const LOOK_MS = 1500

/** A table of customers that comes in: what its columns are, how far it is, and what became of each row. */
function CustomerImport() {
  const { id = '' } = useParams('customerImport')
  const query = useImport(id)
  useVisibleInterval(() => void query.refetch(), LOOK_MS, query.data?.state === 'running')
  const data = query.data
  if (data?.state === 'draft') return <Draft key={data.id} draft={data} onStarted={() => void query.refetch()} />
  return (
    <Screen title={TITLE} pad={false} query={query}>
      {(one) => (
        <View className="ctab">
          {one.state === 'running' ? <Progress {...one} /> : null}
          <Result {...one} />
        </View>
      )}
    </Screen>
  )
}

function Progress({ counts }: Import) {
  const done = counts.total - counts.waiting
  const percent = counts.total > 0 ? Math.round((done / counts.total) * 100) : 0
  return (
    <View role="status" ariaLabel={`正在导入，${percent}%`}>
      <View className="ctab-row">{`正在导入，${done}/${counts.total}行。可以离开这一页，会自己导完。`}</View>
      <View className="ctab-bar">
        <View className="ctab-bar__done" style={{ width: `${percent}%` }} />
      </View>
    </View>
  )
}

const Permitted = withPermission({ permission: 'customer:import', title: TITLE }, CustomerImport)

export default guardPage(Permitted)
