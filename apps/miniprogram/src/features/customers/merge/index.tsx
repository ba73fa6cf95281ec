import { useState } from 'react'
import { useParams } from '@/app/pages'
import { guardPage } from '@/app/shell/guard-page'
import { withPermission } from '@/app/shell/with-permission'
import { FindOther } from './find-other'
import { MergeForm } from './merge-form'

/** Makes one customer out of two: the other one is searched for first, unless the address names it. */
function CustomerMerge() {
  const { id = '', with: named } = useParams('customerMerge')
  const [other, setOther] = useState(named)
  return other ? <MergeForm leftId={id} rightId={other} /> : <FindOther id={id} onPick={setOther} />
}

const Permitted = withPermission({ permission: 'customer:edit', title: '合并客户' }, CustomerMerge)

export default guardPage(Permitted)
