import { go } from '@/app/pages'
import { Card } from '@/ui/card'
import { Row } from '@/ui/row'

/** The way to her own photos and papers. */
export function PapersRow() {
  return (
    <Card pad="rows">
      <Row icon="image" title="照片和证件" note="传照片、证书、健康证，自己能加能换" onTap={() => go('papers')} />
    </Card>
  )
}
