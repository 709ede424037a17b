"""Writes the look-alikes beside it: the layouts of platforms' exports with invented values (`python -m` this module).

Every value is made up. Headers, encodings, delimiters, preambles and totals are those of real exports.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
Row = Sequence[str]


def text(rows: Sequence[Row], delimiter: str = ",", end: str = "\n") -> str:
    return "".join(delimiter.join(_quoted(cell, delimiter) for cell in row) + end for row in rows)


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in cell or '"' in cell or "\n" in cell else cell


def write(name: str, content: str, encoding: str = "utf-8") -> None:
    (HERE / name).write_bytes(content.encode(encoding))


META_EN: Row = ("Campaign name", "Day", "Platform", "Amount spent (USD)", "Impressions", "Results", "Result type")
META_PL: Row = ("Nazwa kampanii", "Dzień", "Platforma", "Wydana kwota (PLN)", "Wyświetlenia", "Wyniki", "Typ wyniku")
META_DE: Row = ("Kampagnenname", "Tag", "Plattform", "Ausgegebener Betrag (EUR)", "Impressionen", "Ergebnisse")
META_FR: Row = ("Nom de la campagne", "Jour", "Plateforme", "Montant dépensé (EUR)", "Impressions", "Résultats")
META_ES: Row = ("Nombre de la campaña", "Día", "Plataforma", "Importe gastado (EUR)", "Impresiones", "Resultados")
META_IT: Row = ("Nome della campagna", "Giorno", "Piattaforma", "Importo speso (EUR)", "Impression", "Risultati")
META_PT: Row = ("Nome da campanha", "Dia", "Plataforma", "Valor usado (BRL)", "Impressões", "Resultados")


def meta() -> None:
    write(
        "meta-en.csv",
        text(
            [
                META_EN,
                ("Spring launch", "2026-03-02", "facebook", "120.55", "9800", "4", "Leads"),
                ("Spring launch", "2026-03-02", "instagram", "30.1", "2100", "1", "Leads"),
                ("Spring launch", "2026-03-03", "facebook", "99.999", "8700", "", ""),
                ("Retargeting", "2026-03-03", "facebook", "10", "900", "2", "Leads"),
                ("Retargeting", "2026-03-03", "facebook", "10", "900", "2", "Leads"),
                ("", "", "", "270.649", "22400", "", ""),
            ]
        ),
    )
    write(
        "meta-pl-excel.csv",
        text(
            [
                META_PL,
                ("Wiosenna kampania", "02.03.2026", "facebook", "1 234,50", "12 000", "7", "Kontakty"),
                ("Wiosenna kampania", "03.03.2026", "instagram", "65,50", "900", "--", "--"),
                ("Żółw & Spółka", "13.03.2026", "facebook", "1\u00a0000,00", "8 000", "2", "Kontakty"),
            ],
            ";",
            "\r\n",
        ),
        "cp1250",
    )
    for name, head, spent in (
        ("de", META_DE, ("1.234,56", "0,44")),
        ("fr", META_FR, ("1 234,56", "0,44")),
        ("es", META_ES, ("1.234,56", "0,44")),
        ("it", META_IT, ("1.234,56", "0,44")),
        ("pt", META_PT, ("1.234,56", "0,44")),
    ):
        rows: list[Row] = [head, ("Frühjahr", "2026-03-02", "facebook", spent[0], "100", "3")]
        write(f"meta-{name}.csv", text([*rows, ("Frühjahr", "2026-03-03", "facebook", spent[1], "9", "")], ";"))
    head = (
        "Reporting starts",
        "Reporting ends",
        "Campaign name",
        "Platform",
        "Amount spent (USD)",
        "Ends",
        "Results",
    )
    rows = [head, ("2026-03-01", "2026-03-31", "Always on", "facebook", "3100", "Ongoing", "11")]
    write("meta-period-en.csv", text(rows))
    write("meta-no-spend.csv", text([("Reporting starts", "Reporting ends", "Ad Set Name", "Age", "Reach")]))
    write("meta-empty.csv", text([META_EN, ("No data available.", *[""] * 6)]))


LINKEDIN_EN: Row = (
    *("Start Date (in UTC)", "Account Name", "Currency", "Campaign Group Name", "Campaign Name", "Total Spent"),
    *("Impressions", "Clicks", "Conversions", "Total Conversion Value", "Leads", "Cost per Lead"),
)
LINKEDIN_PL: Row = (
    *("Data rozpoczęcia (UTC)", "Nazwa konta", "Waluta", "Nazwa grupy kampanii", "Nazwa kampanii"),
    *("Łączna kwota wydana", "Wyświetlenia", "Kliknięcia", "Potencjalni klienci"),
)
LINKEDIN_ES: Row = (
    *("Fecha de inicio (huso horario de UTC)", "Nombre de la cuenta", "Moneda", "Nombre de la campaña"),
    *("Gasto total", "Impresiones", "Clics", "Posibles contactos"),
)

LINKEDIN_PT: Row = (
    *("Data de início (em UTC)", "Nome da conta", "Moeda", "Nome da campanha", "Total gasto"),
    *("Impressões", "Cliques", "Leads"),
)


def linkedin() -> None:
    rows: list[Row] = [
        LINKEDIN_EN,
        ("3/2/2026", "Acme B2B", "EUR", "Awareness", "Engineers", "80.25", "900", "7", "0", "0", "2", "40.13"),
        ("3/13/2026", "Acme B2B", "EUR", "Awareness", "Managers", "19.75", "300", "2", "0", "0", "0", "0"),
        ("3/13/2026", "Acme B2B", "EUR", "Hiring", "Managers", "1,000.00", "9000", "90", "0", "0", "5", "200"),
    ]
    above = "Campaign Performance Report\nDate range: 3/1/2026 to 3/31/2026\nDate Generated: 4/1/2026 8:00 AM\n\n\n"
    write("account_501_campaign_performance_report.csv", above + text(rows, "\t"), "utf-16")
    rows = [
        LINKEDIN_PL,
        ("02.03.2026", "Acme B2B", "PLN", "Rozpoznawalność", "Inżynierowie", "1 080,25", "900", "7", "2"),
        ("13.03.2026", "Acme B2B", "PLN", "Rozpoznawalność", "Menedżerowie", "19,75", "300", "2", "0"),
    ]
    write("linkedin-pl.csv", "Raport skuteczności kampanii\n01.03.2026 - 31.03.2026\n\n" + text(rows, "\t"), "utf-16")
    rows = [
        LINKEDIN_PT,
        ("02/03/2026", "Acme", "BRL", "Engenheiros", "1.234,56", "90", "1", "2"),
        ("13/03/2026", "Acme", "BRL", "Engenheiros", "0,44", "80", "2", "1"),
    ]
    write("linkedin-pt.csv", "Relatório de desempenho\n\n\n\n\n" + text(rows, "\t"), "utf-16")
    rows = [
        LINKEDIN_ES,
        ("2/3/2026", "Acme", "EUR", "Ingenieros", "0,33", "90", "1", "0"),
        ("27/3/2026", "Acme", "EUR", "Ingenieros", "5,67", "80", "2", "1"),
    ]
    above = "Informe de rendimiento\nInicio: 1/3/2026\nFin: 31/3/2026\nCreado: 1/4/2026\n\n\n"
    write("linkedin-es.csv", above + text(rows, "\t"), "utf-16")


GOOGLE_EN: Row = (
    *("Day", "Campaign status", "Campaign", "Currency code", "Impr.", "CTR", "Cost", "Conversions", "Cost / conv."),
    "Conv. value",
)
GOOGLE_PL: Row = (
    *("Dzień", "Kampania", "Typ kampanii", "Stan kampanii", "Kod waluty", "Wyświetlenia", "Kliknięcia", "CTR"),
    *("Śr. CPC", "Koszt", "Konwersje", "Wartość konw.", "Koszt/konw."),
)


def google() -> None:
    rows: list[Row] = [
        GOOGLE_EN,
        ("2026-03-02", "Enabled", "Brand", "GBP", "9,380", "7.77%", "1,286.58", "3.00", "428.86", "900.00"),
        ("2026-03-03", "Enabled", "Brand", "GBP", "40", "2.5%", "13.42", "0.00", " --", "0.00"),
        ("2026-03-03", "Paused", "Generic", "GBP", "100", "< 10%", "200.00", "1.00", "200.00", "50.00"),
        ("", "Total: Campaigns", " --", "GBP", "9,520", "7%", "1,500.00", "4.00", "375.00", "950.00"),
        ("", "Total: Account", " --", "GBP", "9,520", "7%", "1,500.00", "4.00", "375.00", "950.00"),
        ("", "Total: Search", " --", "GBP", "9,520", "7%", "1,500.00", "4.00", "375.00", "950.00"),
    ]
    write("google-ads-en.csv", 'Campaign report\n"March 1, 2026 - March 31, 2026"\n' + text(rows))
    write("google-ads-excel.csv", "Campaign report\n1 March 2026 - 31 March 2026\n" + text(rows, "\t"), "utf-16")
    kind = "Sieć wyszukiwania"
    rows = [
        GOOGLE_PL,
        (
            "2026-03-02",
            "Marka",
            kind,
            "Włączona",
            "PLN",
            "9380",
            "70",
            "0,75%",
            "17,14",
            "1200,00",
            "3,00",
            "900,00",
            "400",
        ),
        ("2026-03-03", "Marka", kind, "Włączona", "PLN", "40", "1", "2,50%", "13,42", "13,42", "0,00", "0,00", "--"),
        (
            "Razem: konto",
            "--",
            "--",
            "--",
            "PLN",
            "9420",
            "71",
            "0,75%",
            "17,09",
            "1213,42",
            "3,00",
            "900,00",
            "404,47",
        ),
    ]
    write("google-ads-pl.csv", "Raport kampanii – dziennie\n1 mar 2026 - 31 mar 2026\n" + text(rows))


GOOGLE_OF: dict[str, tuple[str, Row, str]] = {
    "de": (
        'Kampagnenbericht\n"1. März 2026 - 31. März 2026"\n',
        ("Kampagnenstatus", "Kampagne", "Tag", "Währungscode", "Impr.", "Kosten", "Conversions"),
        "Gesamt: Kampagnen",
    ),
    "fr": (
        'Rapport sur les campagnes\n"1 mars 2026 - 31 mars 2026"\n',
        ("État de la campagne", "Campagne", "Jour", "Code de devise", "Impr.", "Coût", "Conversions"),
        "Total : Campagnes",
    ),
    "es": (
        'Informe de campañas\n"1 de marzo de 2026 - 31 de marzo de 2026"\n',
        ("Estado de la campaña", "Campaña", "Día", "Código de moneda", "Impr.", "Coste", "Conversiones"),
        "Total: campañas",
    ),
    "it": (
        'Rapporto campagna\n"1 marzo 2026 - 31 marzo 2026"\n',
        ("Stato campagna", "Campagna", "Giorno", "Codice valuta", "Impr.", "Costo", "Conversioni"),
        "Totale: campagne",
    ),
    "pt": (
        'Relatório de campanhas\n"1 de mar. de 2026 - 31 de mar. de 2026"\n',
        ("Status da campanha", "Campanha", "Dia", "Código da moeda", "Impr.", "Custo", "Conversões"),
        "Total: campanhas",
    ),
}
"""Language -> what stands above the table, its head, and the first cell of its total."""


def localised_google() -> None:
    for code, (above, head, total) in GOOGLE_OF.items():
        spent = "1\u202f234,56" if code == "fr" else "1.234,56"
        whole = "1\u202f235,00" if code == "fr" else "1.235,00"
        rows: list[Row] = [
            head,
            ("--", "Marca", "2026-03-02", "EUR", "900", spent, "2,00"),
            ("--", "Marca", "2026-03-03", "EUR", "90", "0,44", "1,00"),
            (total, " --", " --", "EUR", "990", whole, "3,00"),
        ]
        write(f"google-ads-{code}.csv", above + text(rows))
    head = ("Search term", "Match type", "Campaign", "Ad group", "Currency code", "Impr.", "Cost")
    rows = [head, ("shoes", "Exact match", "Brand", "Shoes", "GBP", "90", "12.50")]
    rows = [*rows, ("Total: Search terms", "", "", "", "GBP", "90", "12.50")]
    write("google-ads-search-terms.csv", 'Search terms report\n"March 1, 2026 - March 31, 2026"\n' + text(rows))


def programs() -> None:
    """What interfaces for programs give, in millionths of the currency."""
    rows: list[Row] = [
        ("account_id", "campaign_id", "date", "placement", "billed_charge_local_micro", "billed_engagements"),
        ("acc1", "camp1", "2026-03-02 07:00:00", "ALL_ON_TWITTER", "8050000", "3"),
        ("acc1", "camp1", "2026-03-03 07:00:00", "ALL_ON_TWITTER", "1950000", "1"),
    ]
    write("x-api.csv", text(rows))
    rows = [
        ("account_id", "campaign_id", "date", "clicks", "comment_upvotes", "comment_downvotes", "impressions", "spend"),
        ("acc1", "camp1", "2026-03-02", "3", "0", "0", "90", "8050000"),
        ("acc1", "camp1", "2026-03-03", "1", "0", "0", "80", "1950000"),
    ]
    write("reddit-api.csv", text(rows))
    rows = [
        ("date", "campaign_id", "campaign_name", "advertiser_id", "spend_in_micro_dollar", "total_conversions"),
        ("2026-03-02", "1", "Boards", "7", "8050000", "2"),
        ("2026-03-03", "1", "Boards", "7", "1950000", "1"),
    ]
    write("pinterest-api.csv", text(rows))
    rows = [
        ("campaign_id", "date", "conversion_purchases", "impressions", "spend", "story_opens", "swipes"),
        ("camp1", "2026-03-02T10:00:00", "1", "90", "8050000", "0", "3"),
        ("camp1", "2026-03-02T11:00:00", "0", "80", "1950000", "0", "1"),
    ]
    write("snapchat-api.csv", text(rows))
    rows = [
        ("campaign_id", "clicks", "conversion", "country_code", "impressions", "spend", "stat_time_day"),
        ("1", "3", "2", "US", "90", "8.05", "2026-03-02 00:00:00"),
        ("1", "1", "1", "GB", "80", "1.95", "2026-03-02 00:00:00"),
    ]
    write("tiktok-api.csv", text(rows))
    rows = [
        ("Start Time", "End Time", "Campaign Name", "Currency", "Paid Impressions", "Swipe Ups", "Amount spent"),
        *(
            (f"2026-03-0{day}T00:00:00.000-08:00", f"2026-03-0{day + 1}T00:00:00.000-08:00", "Filters", "USD", *rest)
            for day, rest in ((2, ("900", "4", "7.77")), (3, ("100", "1", "2.23")))
        ),
    ]
    write("snapchat-times.csv", text(rows))


def suites() -> None:
    """Reports of suites for social media, which nobody knows by their headers, and of pages without advertising."""
    rows: list[Row] = [
        ("Post Date", "Profile", "Network", "Caption", "Boost Spend", "Saves", "Engagement Rate"),
        ("2026-03-02", "@acme", "Instagram", "Hello", "12.50", "4", "3.1%"),
        ("2026-03-13", "@acme", "Facebook", "Again, hello", "2.50", "1", "2.0%"),
    ]
    write("sked-social-en.csv", text(rows))
    rows = [
        ("Date", "Impressions (organic)", "Impressions (sponsored)", "Impressions (total)", "Clicks (organic)"),
        ("03/13/2026", "90", "0", "90", "4"),
    ]
    write("linkedin-organic-en.csv", text([("Aggregated metrics", "", "", "", ""), *rows]))


def others() -> None:
    head: Row = (
        "Gregorian date",
        "Account name",
        "Campaign",
        "Currency code",
        "Impressions",
        "Spend",
        "Conversions",
        "Revenue",
    )
    rows: list[Row] = [
        head,
        ("2026-03-02", "Acme", "Bing brand", "USD", "90", "12.50", "1", "40.00"),
        ("2026-03-03", "Acme", "Bing brand", "USD", "10", "7.50", "0", "0"),
        ("©2026 Microsoft Corporation. All rights reserved.", "", "", "", "", "", "", ""),
    ]
    write("microsoft-ads-en.csv", text(rows))
    head = (
        *("Campaign name", "Primary status", "By Day", "Cost", "CPC (destination)", "Impressions"),
        *("Clicks (destination)", "Conversions", "Currency"),
    )
    rows = [
        head,
        ("Dance", "Active", "2026-03-02", "33.33", "0.10", "9000", "300", "4", "USD"),
        ("Dance", "Active", "2026-03-03", "66.67", "0.10", "9000", "600", "5", "USD"),
        ("Total of 2 results", "-", "-", "100.00", "0.10", "18000", "900", "9", "USD"),
    ]
    write("tiktok-en.csv", text(rows))
    head = ("Time period", "Campaign", "Funding source", "Impressions", "Spend", "Currency", "Post engagements")
    rows = [head, ("2026-03-02", "Talk", "Card", "100", "5.05", "USD", "3")]
    write("x-en.csv", text([*rows, ("2026-03-03", "Talk", "Card", "90", "4.95", "USD", "2")]))
    head = ("Date", "Campaign Name", "Amount Spent (USD)", "Impressions", "eCPM (USD)", "Upvotes", "Downvotes")
    rows = [head, ("2026-03-02", "Ask us", "8.05", "700", "11.43", "2", "0")]
    write("reddit-en.csv", text([*rows, ("2026-03-03", "Ask us", "1.95", "100", "20.00", "1", "1")]))
    head = ("Date", "Campaign name", "Currency", "Spend in account currency", "Outbound clicks", "eCTR")
    rows = [head, ("2026-03-02", "Boards", "USD", "6.10", "3", "0.4")]
    write("pinterest-en.csv", text([*rows, ("2026-03-03", "Boards", "USD", "3.90", "1", "0.2")]))
    head = ("Start Time", "End Time", "Campaign Name", "Currency", "Paid Impressions", "Swipe Ups", "Amount spent")
    rows = [head, ("2026-03-02", "2026-03-02", "Filters", "USD", "900", "4", "7.77")]
    write("snapchat-en.csv", text([*rows, ("2026-03-03", "2026-03-03", "Filters", "USD", "100", "1", "2.23")]))
    rows = [
        ("date", "channel", "campaign", "category", "amount", "currency", "external_id", "note"),
        ("2026-03-02", "linkedin", "spring-launch", "ads", "250.00", "EUR", "a-1", "boosted post"),
        ("2026-03-03", "", "", "tools", "49.00", "EUR", "a-2", "Planning"),
        ("2026-03-04", "", "", "tools", "-9.00", "EUR", "a-3", "Refund"),
    ]
    write("neutral-costs.csv", text(rows))
    rows = [
        ("Data operacji", "Opis operacji", "Kwota", "Waluta", "Saldo po operacji"),
        ("02.03.2026", "FACEBK *ADS", "-120,00", "PLN", "900,00"),
        ("03.03.2026", "CZYNSZ", "-3 000,00", "PLN", "-2 100,00"),
        ("13.03.2026", "CANVA", "-55,50", "PLN", "-2 155,50"),
    ]
    write("statement-pl.csv", text(rows, ";", "\r\n"), "cp1250")
    rows = [
        ("#Data operacji", "#Opis operacji", "#Rachunek", "#Kategoria", "#Kwota", ""),
        ("2026-03-02", "FACEBK *ADS", "eKonto", "Reklama", "-1 120,00 PLN", "", ""),
        ("2026-03-03", "CZYNSZ", "eKonto", "Dom", "-3 000,00 PLN", "", ""),
    ]
    above = "mBank S.A.;\n\n#Waluta;#Wpływy;#Wydatki;\nPLN;0,00;-4 120,00;\n\n"
    write("statement-mbank-pl.csv", above + text(rows, ";"), "cp1250")


if __name__ == "__main__":
    meta()
    linkedin()
    google()
    localised_google()
    programs()
    suites()
    others()
