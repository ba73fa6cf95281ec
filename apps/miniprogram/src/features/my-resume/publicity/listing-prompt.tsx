import { useActions } from '@/app/use-action'
import { Button } from '@/ui/button'
import { Card } from '@/ui/card'
import { FieldError } from '@/ui/field-frame'
import { View } from '@tarojs/components'
import { setMyVisibility, useMyVisibility } from './api'
import { agreedToListing, formatShownAgain } from './format-publicity'
import './publicity.scss'

/** Asks a worker who has just registered whether employers may find her; without her yes she is not listed. */
export function ListingPrompt() {
  const { data } = useMyVisibility()
  const { busy, problem, run } = useActions()
  const visibility = data?.visibility
  if (!visibility || (visibility.hiddenAt !== null && !busy)) return null
  const agreed = agreedToListing(visibility) || visibility.listed
  return (
    <Card title="要让雇主找到您吗？">
      <View className="pub-ask">
        <View className="pub-words">
          {agreed
            ? `您同意了，${formatShownAgain(visibility)}。想改主意，到“我的简历”里关上。`
            : '同意以后，雇主看得到您的姓、年龄、老家和会做的活。电话、照片和证件不给看。'}
        </View>
        {agreed ? null : (
          <Button
            kind="sec2"
            busy={busy}
            busyText="记下中"
            onTap={() => void run(() => setMyVisibility({ hidden: false }))}
          >
            同意公开
          </Button>
        )}
        {problem ? <FieldError {...problem} /> : null}
      </View>
    </Card>
  )
}
