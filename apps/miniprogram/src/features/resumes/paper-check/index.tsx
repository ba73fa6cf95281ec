import { Screen } from '@/ui/screen'

export default function PaperCheck() {
  return <Screen title="证件核对">{null}</Screen>
}
