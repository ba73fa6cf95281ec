import { View } from '@tarojs/components'
import { CallAgency } from '@/app/agency'
import { Card } from '@/ui/card'
import { Screen } from '@/app/shell/screen'
import { guardPage } from '@/app/shell/guard-page'
import './terms.scss'

const TERMS = [
  ['积分是什么', '积分用来在这里使用 AI 服务，比如向 AI 顾问提问。每样服务要多少积分，用之前会写明。'],
  ['什么时候扣', '先预留，写完再按实际用量扣，用不完的退回。回答没成功不扣；中途停下，只算已经写出来的。'],
  ['有效期', '买来的积分不过期。送的积分目前也不过期。'],
  ['付款', '由微信支付收款。付了款，积分一般几秒到账；没到账可以在订单里点“查到账”，不用再付一次。'],
  ['退款', '没用完的充值积分想退，打电话给我们，核对订单后原路退回。'],
  ['不能做的', '积分不能提现，不能转给别人。'],
] as const

function CreditTerms() {
  return (
    <Screen title="积分购买须知">
      <Card>
        {TERMS.map(([title, text]) => (
          <View className="terms" key={title}>
            <View className="terms__title">{title}</View>
            <View className="terms__text">{text}</View>
          </View>
        ))}
        <CallAgency>打电话问问</CallAgency>
      </Card>
    </Screen>
  )
}

export default guardPage(CreditTerms)
