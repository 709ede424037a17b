"""Meta Ads Manager: campaigns, ad sets and ads on Facebook and Instagram, as a CSV or a localised spreadsheet."""

from __future__ import annotations

from core.imports.kind import Kind
from core.imports.meanings import Meaning

META = Kind(
    key="meta",
    name="Meta",
    headers={
        Meaning.DAY: ("Day", "Dzień", "Tag", "Jour", "Día", "Giorno", "Dia", "date"),
        Meaning.START: (
            *("Reporting starts", "Reporting start", "Początek raportowania", "Berichtsstart", "Début des rapports"),
            *("Inicio del informe", "Inizio del report", "Inizio rapporto", "Início dos relatórios"),
            "Início do relatório",
        ),
        Meaning.END: (
            *("Reporting ends", "Reporting end", "Koniec raportowania", "Zakończenie raportowania", "Berichtsende"),
            *("Fin des rapports", "Fin del informe", "Fine del report", "Fine rapporto", "Término dos relatórios"),
            "Encerramento dos relatórios",
        ),
        Meaning.ACCOUNT: ("Account name", "Nazwa konta", "Kontoname", "Nom du compte", "Nombre de la cuenta"),
        Meaning.CAMPAIGN: (
            *("Campaign name", "Nazwa kampanii", "Kampagnenname", "Name der Kampagne", "Nom de la campagne"),
            *("Nombre de la campaña", "Nome della campagna", "Nome campagna", "Nome da campanha"),
        ),
        Meaning.AD_SET: (
            *("Ad set name", "Nazwa zestawu reklam", "Name der Anzeigengruppe", "Anzeigengruppenname"),
            *("Nom de l'ensemble de publicités", "Nombre del conjunto de anuncios", "Nome del gruppo di inserzioni"),
            *("Nome gruppo di inserzioni", "Nome do conjunto de anúncios"),
        ),
        Meaning.AD: (
            *("Ad name", "Nazwa reklamy", "Anzeigenname", "Name der Werbeanzeige", "Nom de la publicité"),
            *("ad_id", "Nombre del anuncio", "Nome dell'inserzione", "Nome inserzione", "Nome do anúncio"),
        ),
        Meaning.PLATFORM: (
            *("Platform", "Publisher platform", "Platforma", "Plattform", "Plateforme", "Plataforma", "Piattaforma"),
        ),
        Meaning.CURRENCY: ("Currency", "Waluta", "Währung", "Devise", "Moneda", "Valuta", "Moeda"),
        Meaning.SPEND: (
            *("Amount spent ({currency})", "Wydana kwota ({currency})", "Ausgegebener Betrag ({currency})"),
            *("Montant dépensé ({currency})", "Importe gastado ({currency})", "Importo speso ({currency})"),
            *("Valor usado ({currency})", "Montante gasto ({currency})", "Valor gasto ({currency})"),
            *("Amount spent", "Wydana kwota", "Ausgegebener Betrag", "Montant dépensé", "Importe gastado"),
            *("Importo speso", "Valor usado", "Montante gasto", "Valor gasto", "spend"),
        ),
        Meaning.RESULTS: ("Results", "Wyniki", "Ergebnisse", "Résultats", "Resultados", "Risultati"),
        Meaning.RESULT_TYPE: (
            *("Result type", "Result indicator", "Typ wyniku", "Wskaźnik wyniku", "Ergebnistyp", "Ergebnisindikator"),
            *("Type de résultat", "Indicateur de résultats", "Tipo de resultado", "Indicador de resultado"),
            *("Tipo di risultato", "Indicatore dei risultati"),
        ),
        Meaning.REVENUE: (
            *("Purchases conversion value", "Purchase conversion value", "Wartość konwersji zakupów"),
            *("Wartość konwersji zakupu", "Conversion-Wert von Käufen", "Valeur de conversion des achats"),
            *("Valor de conversión de compras", "Valore di conversione degli acquisti"),
            "Valor de conversão da compra",
        ),
        Meaning.WINDOW: (
            *("Attribution setting", "Ustawienie atrybucji", "Ustawienia atrybucji", "Attributionseinstellung"),
            *("Paramètre d'attribution", "Configuración de atribución", "Impostazione di attribuzione"),
            "Configuração de atribuição",
        ),
    },
    needs=(frozenset({Meaning.SPEND}),),
    telling=(
        *("reporting starts", "amount spent", "początek raportowania", "wydana kwota", "berichtsstart"),
        *("ausgegebener betrag", "début des rapports", "montant dépensé", "inicio del informe", "importe gastado"),
        *("inizio del report", "importo speso", "valor usado", "nazwa zestawu reklam", "ad set name"),
        "inline_link_clicks",
    ),
    platforms={"facebook": "facebook", "instagram": "instagram"},
    nothing=("No data available.", "Brak danych"),
)
