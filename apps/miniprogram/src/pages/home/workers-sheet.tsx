import { View } from '@tarojs/components'
import type { ContractMap } from '@qingpin/contract/contract'
import type { ReplyOf } from '@qingpin/contract/core/define'
import { JOB_TYPES } from '@qingpin/contract/resumes/resumes.enums'
import { labelOf } from '@qingpin/contract/core/choices'
import { CallAgency } from '@/app/agency'
import { go } from '@/app/pages'
import { Row } from '@/ui/row'
import { Sheet } from '@/ui/sheet'
import { Num } from '@/ui/text'

interface WorkersSheetProps extends Pick<ReplyOf<ContractMap['GET /api/home']>, 'agency' | 'workers'> {
  readonly open: boolean
  readonly onClose: () => void
}

/** How many workers are available, with the ways to the list and to a call. */
export function WorkersSheet({ open, agency, workers, onClose }: WorkersSheetProps) {
  const show = (trade?: string) => {
    onClose()
    go('workers', trade ? { trade } : {})
  }
  const call = (
    <CallAgency phone={agency.phone} kind="primary" size="l" grow>
      打电话说说您家的情况
    </CallAgency>
  )
  return (
    <Sheet open={open} title="找阿姨" onClose={onClose} footer={call}>
      <View className="home-trades__note">{`${agency.name}替您挑，先视频见一面，满意再签约`}</View>
      <Row title="看全部阿姨" onTap={() => show()} />
      {workers.byJobType.map(({ jobType, count }) => (
        <Row
          key={jobType}
          title={labelOf(JOB_TYPES, jobType)}
          value={<Num>{count}位在接单</Num>}
          onTap={() => show(jobType)}
        />
      ))}
    </Sheet>
  )
}
