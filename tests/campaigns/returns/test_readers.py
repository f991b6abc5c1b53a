"""Agents as they come, of readers and of machines."""

import pytest

from campaigns.returns.readers import is_a_readers_visit

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0"
ANDROID = f"Mozilla/5.0 (Linux; Android 10; CLT-AL00) {CHROME}"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X)"
    " AppleWebKit/605.1.15 (KHTML, like Gecko)"
)
READERS = [
    f"{ANDROID} Mobile Safari/537.36",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/120.0.0.0",
    f"{IPHONE} Version/17.2 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0",
    "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; Trident/6.0)",
    # WeChat, Alipay, DingTalk, UC, QQ, Huawei, HarmonyOS, MIUI, OPPO, Weibo, Baidu.
    f"{ANDROID} Version/4.0 Mobile Safari/537.36 XWEB/1160 MMWEBSDK/20231202"
    " MicroMessenger/8.0.47.2560(0x28002F35) WeChat/arm64 NetType/WIFI Language/zh_CN",
    f"{IPHONE} Mobile/15E148 MicroMessenger/8.0.44(0x18002c2d) NetType/4G Language/zh_CN",
    f"{ANDROID} MYWeb/0.11.0 UWS/3.22 UCBS/3.22 Mobile Safari/537.36 NebulaSDK/1.8"
    " AlipayDefined(nt:WIFI) AliApp(AP/10.5.36.8100) AlipayClient/10.5.36.8100 Language/zh-Hans",
    f"{ANDROID} Mobile Safari/537.36 AliApp(DingTalk/7.5.0) com.alibaba.android.rimet/32098",
    f"{ANDROID} UCBrowser/13.4.0.1306 Mobile Safari/537.36",
    f"{ANDROID} MQQBrowser/14.7 Mobile Safari/537.36 V1_AND_SQ_8.9.93 QQ/8.9.93.13475",
    f"{ANDROID} HuaweiBrowser/14.0.5.302 Mobile Safari/537.36",
    "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile",
    f"{ANDROID} Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.3.70",
    f"{ANDROID} Mobile Safari/537.36 HeyTapBrowser/45.10.5.1",
    f"{IPHONE} Mobile/15E148 Weibo (iPhone14,5__weibo__13.12.0__iphone__os17.2)",
    f"{ANDROID} Mobile Safari/537.36 baiduboxapp/13.52.0.10 (Baidu; P1 10)",
    f"Mozilla/5.0 (Linux; Android 9; CUBOT X19) {CHROME} Mobile Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 21 Build/S) {CHROME} Mobile Safari/537.36",
]
MACHINES = [
    "",
    "Mozilla/5.0",
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0",
    f"{ANDROID} Mobile Safari/537.36 (compatible; Google-InspectionTool/1.0;)",
    f"{ANDROID} Mobile Safari/537.36 (compatible; GoogleOther)",
    f"{ANDROID} Mobile Safari/537.36 GoogleOther",
    f"{ANDROID} Mobile Safari/537.36 (compatible; Bytespider; spider-feedback@bytedance.com)",
    f"{ANDROID} Mobile Safari/537.36 (compatible; PetalBot)",
    "Mediapartners-Google",
    f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} Safari/537.36 Mediapartners-Google",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0;",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.1)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0)",
    "meta-externalagent/1.1",
    "facebookexternalhit/1.1",
    "ia_archiver",
    "Mozilla/5.0 (compatible; archive.org_bot; +http://archive.org/details/archive.org_bot)",
    "Scrapy/2.11.0 (+https://scrapy.org)",
    "axios/1.6.2",
    "node-fetch/1.0 (+https://github.com/bitinn/node-fetch)",
    "PostmanRuntime/7.36.0",
    "Apache-HttpClient/4.5.14 (Java/17.0.9)",
    "okhttp/4.12.0",
    "python-requests/2.31.0",
    "Go-http-client/2.0",
    "curl/8.5.0",
    "Dalvik/2.1.0 (Linux; U; Android 10; CLT-AL00 Build/HUAWEICLT-AL00)",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {CHROME} Safari/537.36 Feishu-LinkParser",
    "DingTalkBot-LinkService/1.0 (+https://open-doc.dingtalk.com)",
    f"Mozilla/5.0 (X11; Linux x86_64) {CHROME} HeadlessChrome/120.0.0.0 Safari/537.36",
    f"{ANDROID} Mobile Safari/537.36 Chrome-Lighthouse",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 PTST/240101",
    "Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)",
    f"{IPHONE} Version/17.2 Mobile/15E148 Safari/604.1 (Applebot/0.1)",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 BingPreview/1.0b",
    "UptimeRobot/2.0",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
]


@pytest.mark.parametrize("agent", READERS)
def test_every_browser_people_read_with_counts(agent):
    assert is_a_readers_visit("GET", {"User-Agent": agent})


@pytest.mark.parametrize("agent", MACHINES)
def test_no_machine_counts(agent):
    assert not is_a_readers_visit("GET", {"User-Agent": agent})


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose", "X-Moz"])
def test_a_page_fetched_ahead_of_time_does_not_count(header):
    assert not is_a_readers_visit("GET", {"User-Agent": READERS[0], header: "prefetch"})


def test_only_opening_a_page_counts():
    assert not is_a_readers_visit("HEAD", {"User-Agent": READERS[0]})
