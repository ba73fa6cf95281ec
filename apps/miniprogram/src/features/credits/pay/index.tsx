import { useParams } from '@/app/pages'
import { payPlatform } from '@/platform/payment'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import { isOpen, type Order, useOrder } from '../api'
import { Asking } from './asking'
import { CodeScreen } from './code-screen'
import { Over } from './over'
import { usePayment } from './use-payment'
import './pay.scss'

const TITLE = '付款'

function Pay() {
  const { id = '' } = useParams('pay')
  const query = useOrder(id)
  if (query.data) return <Following order={query.data} />
  return (
    <Screen title={TITLE} query={query}>
      {null}
    </Screen>
  )
}

/** On a phone the payment dialog is over when this page opens; in a browser the code is yet to be scanned. */
function Following({ order }: { readonly order: Order }) {
  const scans = payPlatform === 'h5'
  const { phase, ask, wait } = usePayment(order, scans ? 'waiting' : 'asking')
  if (!isOpen(order)) return <Over order={order} />
  if (phase === 'waiting') return <CodeScreen order={order} onPaid={ask} />
  return <Asking order={order} unsure={phase === 'unsure'} onAsk={ask} onCode={scans ? wait : undefined} />
}

export default guardPage(Pay)
