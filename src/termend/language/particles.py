"""Chinese characters and words that join, and those that make a longer name of the one before them."""

# Characters that need little explaining inside a phrase.
LIGHT = frozenset("的之与和及暨并等了个场项第届")
GRAMMAR = frozenset("的之与和及暨并等了是在将对于为要有也就都还而但其被把从向给让由这那他她它我你们着过说称")
# What stands behind a firm's name, or another body's.
FIRMS = frozenset({"公司", "集团"})
BODIES = FIRMS | {"医院", "法院", "通讯社", "博物馆", "委员会", "管委会", "研究所"}
# A county of that name, its people, its paper, its temple.
CONTINUING = frozenset("省市县区旗盟州郡镇乡村里街路河江湖海山岛湾港站桥寺宫庙人族语系派队报社校院")
